package io.nephoscope.connector.snmp.session;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices that are asked, each with its session; one that nobody asks any more is forgotten. Thread-safe. */
final class DeviceTable implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceTable.class);

    /** Longer than the interval of any polling that is likely. */
    private static final long KEPT = Duration.ofHours(2).toNanos();

    private static final long SWEEP = Duration.ofMinutes(10).toNanos();

    private final SharedSocket socket;
    private final InstantSource clock;
    private final Map<Key, Device> devices = new ConcurrentHashMap<>();
    private final AtomicLong sweptAt = new AtomicLong(System.nanoTime());

    /** One device as one user: another password is another session. */
    private record Key(InetSocketAddress address, SnmpLogin login) {}

    DeviceTable(SharedSocket socket, InstantSource clock) {
        this.socket = socket;
        this.clock = clock;
    }

    Device device(InetSocketAddress address, SnmpLogin login) {
        sweep();
        Device device = devices.computeIfAbsent(
                new Key(address, login),
                key -> new Device(name(address), new DeviceSession(socket, address, login), clock));
        device.use();
        return device;
    }

    private static String name(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private void sweep() {
        long now = System.nanoTime();
        long last = sweptAt.get();
        if (now - last < SWEEP || !sweptAt.compareAndSet(last, now)) {
            return;
        }
        devices.forEach((key, device) -> {
            if (now - device.lastUse() > KEPT && devices.remove(key, device)) {
                close(device);
            }
        });
    }

    /** Those that somebody still asks. */
    Collection<Device> asked() {
        return devices.values().stream().filter(Device::isAsked).toList();
    }

    private static void close(Device device) {
        try {
            device.session().close();
        } catch (IOException e) {
            LOG.warn("The session with {} did not close: {}. Nothing is to be done.", device.name(), e.getMessage());
        }
    }

    @Override
    public void close() {
        devices.values().forEach(DeviceTable::close);
        devices.clear();
    }
}
