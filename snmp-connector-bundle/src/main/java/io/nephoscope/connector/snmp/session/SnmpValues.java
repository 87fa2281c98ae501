package io.nephoscope.connector.snmp.session;

import io.nephoscope.connector.snmp.SnmpValue;
import java.math.BigInteger;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.Variable;

/** Makes values of the library's. */
final class SnmpValues {

    private static final int BITS = 64;

    private SnmpValues() {}

    static SnmpValue of(Variable variable) {
        return switch (variable.getSyntax()) {
            case SMIConstants.SYNTAX_INTEGER -> SnmpValue.number((long) variable.toInt());
            case SMIConstants.SYNTAX_COUNTER32, SMIConstants.SYNTAX_GAUGE32, SMIConstants.SYNTAX_TIMETICKS ->
                SnmpValue.number(variable.toLong());
            case SMIConstants.SYNTAX_COUNTER64 -> SnmpValue.number(unsigned(((Counter64) variable).getValue()));
            case SMIConstants.EXCEPTION_NO_SUCH_OBJECT -> SnmpValue.NO_SUCH_OBJECT;
            case SMIConstants.EXCEPTION_NO_SUCH_INSTANCE, SMIConstants.EXCEPTION_END_OF_MIB_VIEW ->
                SnmpValue.NO_SUCH_INSTANCE;
            default -> text(variable);
        };
    }

    private static SnmpValue text(Variable variable) {
        if (variable instanceof OctetString octets) {
            return SnmpValue.octets(octets.getValue());
        }
        return variable instanceof Null
                ? SnmpValue.failed("the device told nothing")
                : SnmpValue.name(variable.toString());
    }

    private static Number unsigned(long value) {
        return value >= 0 ? (Number) value : BigInteger.valueOf(value).add(BigInteger.ONE.shiftLeft(BITS));
    }
}
