package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.StatsGroup;
import java.util.Optional;

/**
 * Where a meter's values come from.
 *
 * @param group the statistics that hold them
 * @param reading how they are read of an instance that runs
 * @param indicator what shows that a guest has them; empty if each guest has
 */
record ReadingOrigin(StatsGroup group, Reading reading, Optional<PresenceIndicator> indicator) {}
