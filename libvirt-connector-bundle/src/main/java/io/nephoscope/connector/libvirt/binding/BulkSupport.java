package io.nephoscope.connector.libvirt.binding;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the driver behind a connection answers in bulk.
 *
 * @param groups the groups it answers; of others it would say nothing at all
 * @param canSkipBusy whether it knows the flag not to wait for busy guests
 */
record BulkSupport(Set<StatsGroup> groups, boolean canSkipBusy) {

    static final int ACTIVE = 1;

    private static final int INACTIVE = 1 << 1;
    private static final int RUNNING = 1 << 4;
    private static final int NO_WAIT = 1 << 29;
    private static final int ENFORCE = 1 << 31;
    /** No domain is inactive and runs: only the driver's abilities are asked for. */
    private static final int NOBODY = INACTIVE | RUNNING;

    private static final List<Integer> REFUSALS =
            List.of(LibvirtErrors.NO_SUPPORT, LibvirtErrors.INVALID_ARGUMENT, LibvirtErrors.ARGUMENT_UNSUPPORTED);

    /** Asks the driver, without touching a domain. */
    static BulkSupport of(long connection) throws HypervisorException {
        boolean canSkipBusy = accepts(connection, StatsGroup.STATE.bit(), NO_WAIT);
        Set<StatsGroup> groups = EnumSet.allOf(StatsGroup.class);
        if (!accepts(connection, mask(groups), ENFORCE)) {
            for (StatsGroup group : StatsGroup.values()) {
                if (!accepts(connection, group.bit(), ENFORCE)) {
                    groups.remove(group);
                }
            }
        }
        return new BulkSupport(groups, canSkipBusy);
    }

    static int mask(Collection<StatsGroup> groups) {
        return groups.stream().mapToInt(StatsGroup::bit).reduce(0, (first, second) -> first | second);
    }

    /** The flags of each reading. */
    int flags() {
        return canSkipBusy ? NO_WAIT : 0;
    }

    private static boolean accepts(long connection, int groups, int flag) throws HypervisorException {
        long[] records = new long[1];
        if (LibvirtFunctions.virConnectGetAllDomainStats(connection, groups, records, NOBODY | flag) >= 0) {
            LibvirtFunctions.virDomainStatsRecordListFree(records[0]);
            return true;
        }
        if (!REFUSALS.contains(LibvirtErrors.lastCode())) {
            throw LibvirtErrors.last(connection);
        }
        return false;
    }
}
