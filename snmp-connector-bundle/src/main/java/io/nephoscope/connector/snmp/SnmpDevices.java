package io.nephoscope.connector.snmp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads devices by SNMP. Ask for as many as you like at once: how many are under way is bounded by the connector, a
 * device that does not answer delays no other, and one that did not answer rests before it is tried again.
 *
 * <pre>{@code
 * SnmpQuery query = SnmpQuery.of("1.3.6.1.2.1.1.3.0").columns("1.3.6.1.2.1.2.2.1.10");
 * CompletableFuture<SnmpReading> reading = devices.read(SnmpUrl.of("snmp://public@192.0.2.7"), query, poll.remaining());
 * }</pre>
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface SnmpDevices {

    /**
     * Reads a device: all exact OIDs with one request, all columns by one walk. Does not block. The future always ends
     * with a reading, after {@code within} at the latest and never exceptionally; what was wrong is told by {@link
     * SnmpReading#trouble()}, beside what was read before. It is completed by a thread of the connector: what depends on
     * it must be short, and must not wait.
     *
     * @param device where it is and how to sign in there
     * @param query what to read
     * @param within the time there is for all of it
     */
    CompletableFuture<SnmpReading> read(SnmpUrl device, SnmpQuery query, Duration within);
}
