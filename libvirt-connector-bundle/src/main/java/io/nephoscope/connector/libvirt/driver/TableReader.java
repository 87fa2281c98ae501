package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads tables: in bulk what the driver gives in bulk, and the rest domain by domain. Thread-safe. */
public final class TableReader {

    /** The driver's bulk statistics. */
    public interface Bulk {

        /** Reads statistics of all domains that the flags choose. */
        List<DomainStats> read(int groups, int flags) throws HypervisorException;

        /**
         * Reads statistics of these domains; those that are gone are left out. Waits without end for
         * their processes.
         *
         * @param domains at least one
         */
        List<DomainStats> readOf(List<DomainRef> domains, int groups, int flags) throws HypervisorException;
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

    /** The groups that the driver gives in bulk. */
    public Set<StatsGroup> inBulk() {
        return support.groups();
    }

    /** All domains with their states. */
    public StatsTable domains() throws HypervisorException {
        return table(read(Set.of(StatsGroup.STATE), 0));
    }

    /** All active domains with these groups and their states. */
    public StatsTable stats(Set<StatsGroup> groups) throws HypervisorException {
        EnumSet<StatsGroup> inBulk = inBulk(groups);
        inBulk.add(StatsGroup.STATE);
        return complete(read(inBulk, BulkSupport.ACTIVE), groups, inBulk);
    }

    /**
     * Those of these domains that are still there, with these groups and nothing else. Waits without
     * end for a guest's process that does not answer, unless somebody else waits for it already.
     */
    public StatsTable stats(Set<StatsGroup> groups, List<DomainRef> domains) throws HypervisorException {
        if (domains.isEmpty()) {
            return table(List.of());
        }
        EnumSet<StatsGroup> inBulk = inBulk(groups);
        if (inBulk.isEmpty()) {
            // Without a group libvirt would read all of them.
            inBulk.add(StatsGroup.STATE);
        }
        List<DomainStats> rows = bulk.readOf(domains, BulkSupport.mask(inBulk), support.flags());
        return complete(rows, groups, inBulk);
    }

    /** All domains that do not run, with those of these groups that the driver answers in bulk. */
    public StatsTable inactive(Set<StatsGroup> groups) throws HypervisorException {
        EnumSet<StatsGroup> inBulk = inBulk(groups);
        inBulk.add(StatsGroup.STATE);
        return table(read(inBulk, BulkSupport.INACTIVE));
    }

    private EnumSet<StatsGroup> inBulk(Set<StatsGroup> groups) {
        EnumSet<StatsGroup> inBulk = EnumSet.copyOf(support.groups());
        inBulk.retainAll(groups);
        return inBulk;
    }

    private StatsTable complete(List<DomainStats> rows, Set<StatsGroup> groups, Set<StatsGroup> inBulk)
            throws HypervisorException {
        EnumSet<StatsGroup> rest = EnumSet.noneOf(StatsGroup.class);
        rest.addAll(groups);
        rest.removeAll(inBulk);
        return rest.isEmpty() ? table(rows) : perDomain.complete(rows, rest);
    }

    private List<DomainStats> read(Set<StatsGroup> groups, int filter) throws HypervisorException {
        return bulk.read(BulkSupport.mask(groups), filter | support.flags());
    }

    private static StatsTable table(List<DomainStats> domains) {
        return new StatsTable(domains, Set.of(), System.nanoTime());
    }
}
