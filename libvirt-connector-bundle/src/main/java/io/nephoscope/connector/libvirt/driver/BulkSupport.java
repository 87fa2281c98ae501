package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the driver behind a connection answers in bulk.
 *
 * @param groups the groups it answers; of others it would say nothing at all
 * @param canSkipBusy whether it knows the flag not to wait for busy guests
 */
record BulkSupport(Set<StatsGroup> groups, boolean canSkipBusy) {

    static final int ACTIVE = 1;
    static final int INACTIVE = 1 << 1;

    private static final int RUNNING = 1 << 4;
    private static final int NO_WAIT = 1 << 29;
    private static final int ENFORCE = 1 << 31;
    /** No domain is inactive and runs: only the driver's abilities are asked for. */
    private static final int NOBODY = INACTIVE | RUNNING;

    private static final Set<Integer> REFUSALS =
            Set.of(ErrorCodes.NO_SUPPORT, ErrorCodes.INVALID_ARGUMENT, ErrorCodes.ARGUMENT_UNSUPPORTED);

    /** Asks the driver, without touching a domain. */
    static BulkSupport of(TableReader.Bulk driver) throws HypervisorException {
        boolean canSkipBusy = accepts(driver, StatsGroup.STATE.bit(), NO_WAIT);
        Set<StatsGroup> groups = EnumSet.allOf(StatsGroup.class);
        if (!accepts(driver, mask(groups), ENFORCE)) {
            for (StatsGroup group : StatsGroup.values()) {
                if (!accepts(driver, group.bit(), ENFORCE)) {
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

    private static boolean accepts(TableReader.Bulk driver, int groups, int flag) throws HypervisorException {
        try {
            driver.read(groups, NOBODY | flag);
            return true;
        } catch (LibvirtErrorException e) {
            if (REFUSALS.contains(e.code())) {
                return false;
            }
            throw e;
        }
    }
}
