package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.connector.libvirt.session.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Reads running guests. What needs no guest's help comes from the session's own connection, always and at
 * once; the rest is added as far as guests answer. Thread-safe.
 */
public final class GuestReader {

    private final Transport transport;
    private final MonitorCalls calls;
    private final HangDetector hangs;
    private final MonitorReader monitors;
    private final DiskSizeReader disks;
    private final MonitorLimits limits;

    /**
     * A reader that opens further connections as it needs them.
     *
     * @param transport the session's own; closed by others
     */
    public GuestReader(Transport transport, Callable<Transport> opener, MonitorLimits limits) {
        this.transport = transport;
        this.limits = limits;
        calls = new MonitorCalls(new ConnectionPool(opener), limits);
        hangs = new HangDetector(calls, transport, Clock.systemUTC());
        monitors = new MonitorReader(calls, hangs, limits);
        disks = new DiskSizeReader(calls, hangs, limits);
    }

    /**
     * Reads all active domains.
     *
     * @param within how long guests may be waited for at most
     */
    public StatsTable stats(Set<StatsGroup> groups, Duration within) throws HypervisorException {
        Set<StatsGroup> monitored = monitored(groups);
        if (monitored.isEmpty()) {
            return transport.stats(groups);
        }
        EnumSet<StatsGroup> others = EnumSet.of(StatsGroup.STATE);
        others.addAll(groups);
        others.removeAll(monitored);
        StatsTable table = transport.stats(others);
        List<DomainRef> domains =
                table.domains().stream().map(DomainStats::domain).toList();
        hangs.retain(new HashSet<>(domains));
        try {
            return merged(table, monitors.read(monitored, domains, within));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException("interrupted while guests were to answer");
        }
    }

    /** The size of a disk; empty if libvirt does not tell, or if the guest does not answer. */
    public Optional<DiskSize> diskSize(DomainRef domain, String device) throws HypervisorException {
        return monitored(Set.of(StatsGroup.BLOCK)).isEmpty()
                ? transport.diskSize(domain, device)
                : disks.read(domain, device);
    }

    /** How it goes. */
    public GuestReport report() {
        return new GuestReport(hangs.unresponsive(), calls.stuck(), limits.stuck(), monitors.leftOut());
    }

    /** Asks nobody any more, and closes the further connections. */
    public void close() {
        calls.close();
    }

    /** Where a driver does not answer in bulk there are no monitors either. */
    private Set<StatsGroup> monitored(Set<StatsGroup> groups) {
        EnumSet<StatsGroup> monitored = EnumSet.noneOf(StatsGroup.class);
        groups.stream().filter(StatsGroup::needsMonitor).forEach(monitored::add);
        monitored.retainAll(transport.inBulk());
        return monitored;
    }

    private static StatsTable merged(StatsTable table, PartialResults answers) {
        List<DomainStats> rows = new ArrayList<>(table.domains().size());
        for (DomainStats row : table.domains()) {
            @Nullable DomainStats more = answers.row(row.domain());
            if (more != null) {
                rows.add(row.and(more));
            } else if (!answers.isGone(row.domain())) {
                rows.add(row);
            }
        }
        EnumSet<StatsGroup> missing = EnumSet.noneOf(StatsGroup.class);
        missing.addAll(table.missing());
        missing.addAll(answers.missing());
        return new StatsTable(rows, missing, System.nanoTime());
    }
}
