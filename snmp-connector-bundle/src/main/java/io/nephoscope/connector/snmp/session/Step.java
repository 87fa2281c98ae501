package io.nephoscope.connector.snmp.session;

import io.nephoscope.connector.snmp.SnmpTrouble;
import java.util.Optional;
import org.snmp4j.PDU;

/** A part of a reading that takes one request or several, each after the answer to the one before. Not thread-safe. */
interface Step {

    /** Whether nothing is left to be asked. */
    boolean isDone();

    /** Fills in the next request. */
    void ask(PDU request);

    /**
     * Takes the answer to the request that was filled in last.
     *
     * @return why there is no use in asking on; empty if there is
     */
    Optional<SnmpTrouble> take(PDU answer);
}
