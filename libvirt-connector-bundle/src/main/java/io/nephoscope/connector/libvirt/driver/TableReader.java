package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads tables: in bulk what the driver gives in bulk, and the rest domain by domain. Thread-safe. */
public final class TableReader {

    /** Reads statistics of all domains that the flags choose. */
    @FunctionalInterface
    public interface Bulk {
        List<DomainStats> read(int groups, int flags) throws HypervisorException;
    }

    private final Bulk bulk;
    private final BulkSupport support;
    private final PerDomainReader perDomain;

    /** Asks the driver what it can do. */
    public static TableReader of(Bulk bulk, SingleDomains domains) throws HypervisorException {
        return new TableReader(bulk, BulkSupport.of(bulk), new PerDomainReader(domains));
    }

    private TableReader(Bulk bulk, BulkSupport support, PerDomainReader perDomain) {
        this.bulk = bulk;
        this.support = support;
        this.perDomain = perDomain;
    }

    /** All domains with their states. */
    public StatsTable domains() throws HypervisorException {
        return table(read(Set.of(StatsGroup.STATE), 0));
    }

    /** All active domains with these groups and their states. */
    public StatsTable stats(Set<StatsGroup> groups) throws HypervisorException {
        EnumSet<StatsGroup> inBulk = EnumSet.of(StatsGroup.STATE);
        inBulk.addAll(groups);
        inBulk.retainAll(support.groups());
        List<DomainStats> domains = read(inBulk, BulkSupport.ACTIVE);
        EnumSet<StatsGroup> rest = EnumSet.noneOf(StatsGroup.class);
        rest.addAll(groups);
        rest.removeAll(inBulk);
        return rest.isEmpty() ? table(domains) : perDomain.complete(domains, rest);
    }

    /** All domains that do not run, with those of these groups that the driver answers in bulk. */
    public StatsTable inactive(Set<StatsGroup> groups) throws HypervisorException {
        EnumSet<StatsGroup> inBulk = EnumSet.of(StatsGroup.STATE);
        inBulk.addAll(groups);
        inBulk.retainAll(support.groups());
        return table(read(inBulk, BulkSupport.INACTIVE));
    }

    private List<DomainStats> read(Set<StatsGroup> groups, int filter) throws HypervisorException {
        return bulk.read(BulkSupport.mask(groups), filter | support.flags());
    }

    private static StatsTable table(List<DomainStats> domains) {
        return new StatsTable(domains, Set.of(), System.nanoTime());
    }
}
