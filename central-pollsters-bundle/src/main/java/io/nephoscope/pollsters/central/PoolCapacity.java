package io.nephoscope.pollsters.central;

import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.Optional;
import java.util.Set;

/** Capacities of Cinder's pools, in GiB. */
final class PoolCapacity {

    /** What drivers say that do not count. */
    private static final Set<String> UNCOUNTED = Set.of("infinite", "unknown");

    private static final String TOTAL = "total_capacity_gb";
    private static final String PROVISIONED = "provisioned_capacity_gb";
    private static final String RATIO = "max_over_subscription_ratio";

    private PoolCapacity() {}

    /** A capacity that each pool has, in words where it is not counted. */
    static Volume of(String key) {
        return (entry, remarks) -> {
            if (entry.text(key).filter(UNCOUNTED::contains).isPresent()) {
                remarks.withoutVolume(entry);
                return Optional.empty();
            }
            return Volume.number(key).of(entry, remarks);
        };
    }

    /** What was promised to volumes; pools of drivers that do not tell have none. */
    static Optional<Number> provisioned(JsonObject entry, Remarks remarks) throws OddEntryException {
        return entry.number(PROVISIONED).filter(promised -> promised.doubleValue() != 0);
    }

    /**
     * What may still be promised: {@code ratio × (total − reserved) − provisioned}, where the ratio is that of
     * over-subscription if the pool is thin, else 1, and what is reserved is rounded down. The formula is Ceilometer's.
     */
    static Optional<Number> virtualFree(JsonObject entry, Remarks remarks) throws OddEntryException {
        Optional<Number> promised = provisioned(entry, remarks);
        if (promised.isEmpty()) {
            return Optional.empty();
        }
        Optional<Number> total = of(TOTAL).of(entry, remarks);
        if (total.isEmpty()) {
            return Optional.empty();
        }
        double reservedPercentage = entry.number("reserved_percentage")
                .orElseThrow(() -> new OddEntryException("has no reserved_percentage"))
                .doubleValue();
        double reserved = Math.floor(reservedPercentage / 100 * total.get().doubleValue());
        double ratio = entry.flag("thin_provisioning_support").orElse(false) ? ratio(entry) : 1;
        return Optional.of(
                ratio * (total.get().doubleValue() - reserved) - promised.get().doubleValue());
    }

    /** Cinder gives it as a text or as a number. */
    private static double ratio(JsonObject entry) throws OddEntryException {
        try {
            return Double.parseDouble(String.valueOf(entry.values().get(RATIO)));
        } catch (NumberFormatException e) {
            throw new OddEntryException("has a " + RATIO + " that is no number");
        }
    }
}
