package io.nephoscope.connector.snmp.session;

import io.nephoscope.connector.snmp.SnmpTrouble;
import io.nephoscope.connector.snmp.SnmpTrouble.Kind;
import java.util.Map;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;

/** What devices say when they do not answer, in an operator's words. */
final class Faults {

    private static final Map<OID, SnmpTrouble> REPORTS = Map.of(
            SnmpConstants.usmStatsUnknownUserNames,
            new SnmpTrouble(
                    Kind.UNKNOWN_USER, "does not know the user; correct the user in the URL, or create it there"),
            SnmpConstants.usmStatsWrongDigests,
            new SnmpTrouble(
                    Kind.WRONG_DIGEST,
                    "refuses the user's password or its auth_proto; correct them, they are not the device's"),
            SnmpConstants.usmStatsDecryptionErrors,
            new SnmpTrouble(
                    Kind.DECRYPTION_ERROR,
                    "cannot decrypt what it is sent; correct priv_password or priv_proto (of aes192 and aes256 there are"
                            + " two kinds: see aes256-blumenthal)"),
            SnmpConstants.usmStatsUnsupportedSecLevels,
            new SnmpTrouble(
                    Kind.UNSUPPORTED_SECURITY_LEVEL,
                    "does not authenticate or encrypt for this user as the URL asks for"),
            SnmpConstants.usmStatsUnknownEngineIDs,
            new SnmpTrouble(
                    Kind.UNKNOWN_ENGINE,
                    "says that requests are not for its engine id, again after that was asked for"),
            SnmpConstants.usmStatsNotInTimeWindows,
            new SnmpTrouble(
                    Kind.NOT_IN_TIME_WINDOW,
                    "says that requests are not in its time window, again after its clock was asked for"));

    private Faults() {}

    static SnmpTrouble report(PDU report) {
        OID what = report.size() == 0 ? new OID() : report.get(0).getOid();
        return REPORTS.getOrDefault(what, new SnmpTrouble(Kind.OTHER_REPORT, "answers with the report " + what));
    }

    static SnmpTrouble authorization() {
        return new SnmpTrouble(
                Kind.AUTHORIZATION_ERROR,
                "refuses with authorizationError: it wants a higher level of security, or its view leaves this out for the"
                        + " user");
    }

    /** The error's name in the standard. */
    static String name(PDU answer) {
        return PDU.toErrorStatusText(answer.getErrorStatus());
    }
}
