package io.nephoscope.connector.snmp.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.smi.Address;

/**
 * Hands the reports of version 3 to whoever asked, as if they were answers. What the library does by itself with them relies
 * on its timers, and it sends again without a bound of time. Thread-safe.
 */
final class ReportRelay implements Snmp.ReportHandler {

    private final Map<Integer, Asked> asked = new ConcurrentHashMap<>();

    private record Asked(PDU request, ResponseListener listener) {}

    void expect(PDU request, ResponseListener listener) {
        asked.put(request.getRequestID().getValue(), new Asked(request, listener));
    }

    void forget(PDU request) {
        asked.remove(request.getRequestID().getValue());
    }

    @Override
    public <A extends Address> void processReport(PduHandle handle, CommandResponderEvent<A> event) {
        Asked known = handle == null ? null : asked.get(handle.getTransactionID());
        if (known != null) {
            known.listener()
                    .onResponse(new ResponseEvent<>(
                            this, event.getPeerAddress(), known.request(), event.getPDU(), null, 0));
        }
    }
}
