package io.nephoscope.discovery;

import java.util.Set;

/**
 * How instances are found, in Ceilometer's words.
 *
 * @param fetchesExtra whether Nova is asked for their metadata
 */
record DiscoveryMethod(String name, boolean fetchesExtra) {

    static final String LIBVIRT_METADATA = "libvirt_metadata";
    static final String NAIVE = "naive";
    static final String WORKLOAD_PARTITIONING = "workload_partitioning";

    static final DiscoveryMethod DEFAULT = new DiscoveryMethod(LIBVIRT_METADATA, false);

    private static final Set<String> BY_NOVA = Set.of(NAIVE, WORKLOAD_PARTITIONING);

    boolean isKnown() {
        return name.equals(LIBVIRT_METADATA) || isByNova();
    }

    /** Whether it is Nova that has to list the instances. */
    boolean isByNova() {
        return BY_NOVA.contains(name);
    }

    /** What is wrong with a name that nobody knows. */
    String complaint() {
        return "instance.discovery.method = %s is none of %s, %s, %s"
                .formatted(name, LIBVIRT_METADATA, NAIVE, WORKLOAD_PARTITIONING);
    }
}
