package io.nephoscope.connector.libvirt.session;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainWatch;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.connector.libvirt.monitor.GuestReader;
import io.nephoscope.connector.libvirt.monitor.GuestReport;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * An open connection that many use. It counts the calls in flight and closes the transport only when
 * there is none: libvirt does not survive anything else. A call that never returns thus keeps its
 * connection for ever, and nothing else.
 */
final class SharedConnection implements Hypervisor {

    /** For those who name no time: more than a hang of many guests takes. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private final Transport transport;
    private final GuestReader guests;
    private final Runnable onLoss;
    private final Object lock = new Object();
    private int callsInFlight;
    private boolean closing;

    /**
     * A link that closes what it is given.
     *
     * @param onLoss called, from any thread and perhaps often, when a call finds the connection lost
     */
    SharedConnection(Transport transport, GuestReader guests, Runnable onLoss) {
        this.transport = transport;
        this.guests = guests;
        this.onLoss = onLoss;
    }

    @Override
    public String uri() {
        return transport.uri();
    }

    @Override
    public StatsTable domains() throws HypervisorException {
        return call(Transport::domains);
    }

    @Override
    public StatsTable stats(Set<StatsGroup> groups) throws HypervisorException {
        return stats(groups, DEFAULT_TIMEOUT);
    }

    @Override
    public StatsTable stats(Set<StatsGroup> groups, Duration within) throws HypervisorException {
        return call(open -> guests.stats(groups, within));
    }

    @Override
    public StatsTable inactive(Set<StatsGroup> groups) throws HypervisorException {
        return call(open -> open.inactive(groups));
    }

    @Override
    public Optional<DiskSize> diskSize(DomainRef domain, String device) throws HypervisorException {
        return call(open -> guests.diskSize(domain, device));
    }

    @Override
    public Optional<String> describe(DomainRef domain) throws HypervisorException {
        return call(open -> open.describe(domain));
    }

    @Override
    public DomainWatch watch() {
        return transport.watch();
    }

    @Override
    public Set<StatsGroup> inBulk() {
        return transport.inBulk();
    }

    /** What is wrong on our side though the connection works. */
    Optional<String> trouble() {
        return transport.trouble();
    }

    /** Which guests do not answer. */
    GuestReport guests() {
        return guests.report();
    }

    /** Asks the other side for a sign of life. */
    SharedConnection probe() throws HypervisorException {
        return call(open -> {
            open.probe();
            return this;
        });
    }

    /** Lets no new call in, and closes the transport now or when the last call returns. */
    void close() {
        boolean idle;
        synchronized (lock) {
            idle = !closing && callsInFlight == 0;
            closing = true;
        }
        guests.close();
        if (idle) {
            transport.close();
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T on(Transport open) throws HypervisorException;
    }

    private <T> T call(Call<T> call) throws HypervisorException {
        enter();
        try {
            return call.on(transport);
        } catch (HypervisorException e) {
            if (e.connectionLost()) {
                onLoss.run();
            }
            throw e;
        } finally {
            leave();
        }
    }

    private void enter() throws HypervisorException {
        synchronized (lock) {
            if (closing) {
                throw new HypervisorException("the connection to " + transport.uri() + " is closed", true);
            }
            callsInFlight++;
        }
    }

    private void leave() {
        boolean last;
        synchronized (lock) {
            callsInFlight--;
            last = closing && callsInFlight == 0;
        }
        if (last) {
            transport.close();
        }
    }
}
