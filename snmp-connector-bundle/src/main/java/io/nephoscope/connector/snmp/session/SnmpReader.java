package io.nephoscope.connector.snmp.session;

import io.nephoscope.connector.snmp.SnmpDevices;
import io.nephoscope.connector.snmp.SnmpQuery;
import io.nephoscope.connector.snmp.SnmpReading;
import io.nephoscope.connector.snmp.SnmpTrouble;
import io.nephoscope.connector.snmp.SnmpTrouble.Kind;
import io.nephoscope.connector.snmp.SnmpUrl;
import io.nephoscope.connector.snmp.config.SnmpSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Reads devices through one socket, within one window. Thread-safe. */
public final class SnmpReader implements SnmpDevices, AutoCloseable {

    private final Supplier<SnmpSettings> settings;
    private final SharedSocket socket = new SharedSocket();
    private final DeviceTable devices;
    private final RequestWindow window;
    private final ReadingTimer timer = new ReadingTimer();
    private final HostNames names = new HostNames();
    private final Secrets secrets = new Secrets();
    private final PreparedQuery.Cache queries = new PreparedQuery.Cache();
    private volatile boolean closed;

    public SnmpReader(Supplier<SnmpSettings> settings, InstantSource clock) {
        this.settings = settings;
        this.devices = new DeviceTable(socket, clock);
        this.window = new RequestWindow(() -> settings.get().window());
    }

    @Override
    public CompletableFuture<SnmpReading> read(SnmpUrl url, SnmpQuery query, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        if (query.exact().isEmpty() && query.columns().isEmpty()) {
            return CompletableFuture.completedFuture(SnmpReading.of(query).build());
        }
        SnmpLogin login;
        try {
            login = SnmpLogin.of(url, secrets);
        } catch (IllegalArgumentException e) {
            return ended(query, Kind.CREDENTIALS, "cannot be asked: " + e.getMessage());
        }
        return names.find(url.host())
                .thenCompose(
                        address -> address.map(
                                        found -> read(new InetSocketAddress(found, url.port()), login, query, deadline))
                                .orElseGet(
                                        () -> ended(
                                                query,
                                                Kind.UNREACHABLE,
                                                "is no host that is known here; correct the name in the URL, or the resolver of this machine")));
    }

    private CompletableFuture<SnmpReading> read(
            InetSocketAddress address, SnmpLogin login, SnmpQuery query, long deadline) {
        Device device = devices.device(address, login);
        DeviceRecord record = device.record();
        if (record.isResting()) {
            return CompletableFuture.completedFuture(SnmpReading.of(query).build(record.rest()));
        }
        ReadTask reading = new ReadTask(device, queries.prepare(query), settings.get(), window, deadline);
        timer.add(reading);
        window.enter(reading::start);
        if (closed) {
            reading.stop();
        }
        return reading.result();
    }

    private static CompletableFuture<SnmpReading> ended(SnmpQuery query, Kind kind, String message) {
        return CompletableFuture.completedFuture(SnmpReading.of(query).build(new SnmpTrouble(kind, message)));
    }

    /** The devices that were asked lately. */
    Collection<Device> devices() {
        return devices.asked();
    }

    /** How many messages came from where nobody was asked. */
    public long strangers() {
        return socket.strangers();
    }

    /** Where the last of them came from; empty if there was none. */
    public String lastStranger() {
        return socket.lastStranger();
    }

    @Override
    public void close() {
        closed = true;
        timer.close();
        names.close();
        devices.close();
        socket.close();
    }
}
