package io.nephoscope.tests.plugins.hostile;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Says of its health what nobody should say. */
public final class HostileReporter extends HostilePlugin implements HealthReporter {

    @Override
    @SuppressWarnings("NullAway") // That is the abuse.
    public Collection<HealthReport> health() {
        if (returns(Phase.HEALTH, "NULL")) {
            return null;
        }
        if (returns(Phase.HEALTH, "NULL_INSIDE")) {
            return Arrays.asList(HealthReport.ok("hostile", "well"), null);
        }
        if (returns(Phase.HEALTH, "FORGERY")) {
            return List.of(HealthReport.failed("hostile", Abuse.FORGERY + "x".repeat(1 << 20), Abuse.FORGERY));
        }
        reach(Phase.HEALTH);
        return List.of(HealthReport.ok("hostile", "well"));
    }
}
