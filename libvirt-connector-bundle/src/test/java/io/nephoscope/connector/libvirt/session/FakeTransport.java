package io.nephoscope.connector.libvirt.session;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainWatch;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.connector.libvirt.driver.EventBuffers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A transport that breaks, hangs and heals at a test's word. */
final class FakeTransport implements Transport {

    final AtomicInteger closed = new AtomicInteger();
    final CountDownLatch entered = new CountDownLatch(1);

    final EventBuffers watches = new EventBuffers();

    private volatile boolean lost;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** From now on all calls fail. */
    void lose() {
        lost = true;
    }

    /** From now on all calls hang. */
    void hang() {
        gate = new CountDownLatch(1);
    }

    void heal() {
        gate.countDown();
    }

    @Override
    public String uri() {
        return "fake:///";
    }

    @Override
    public StatsTable domains() throws HypervisorException {
        probe();
        return new StatsTable(List.of(), Set.of(), 0);
    }

    @Override
    public StatsTable stats(Set<StatsGroup> groups) throws HypervisorException {
        return domains();
    }

    @Override
    public StatsTable stats(Set<StatsGroup> groups, List<DomainRef> domains) throws HypervisorException {
        return domains();
    }

    @Override
    public Optional<Duration> busyFor(DomainRef domain) {
        return Optional.empty();
    }

    @Override
    public Set<StatsGroup> inBulk() {
        return Set.of();
    }

    @Override
    public StatsTable inactive(Set<StatsGroup> groups) throws HypervisorException {
        return domains();
    }

    @Override
    public Optional<DiskSize> diskSize(DomainRef domain, String device) {
        return Optional.empty();
    }

    @Override
    public Optional<String> describe(DomainRef domain) {
        return Optional.empty();
    }

    @Override
    public DomainWatch watch() {
        return watches.open();
    }

    @Override
    public void probe() throws HypervisorException {
        entered.countDown();
        awaitGate();
        if (lost) {
            throw new HypervisorException("Broken pipe", true);
        }
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    /** As a native call does, it takes no notice of interrupts. */
    private void awaitGate() {
        boolean interrupted = false;
        while (true) {
            try {
                gate.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
