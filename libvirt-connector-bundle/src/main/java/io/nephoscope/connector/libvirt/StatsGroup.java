package io.nephoscope.connector.libvirt;

/** Statistics that libvirt reads together. */
public enum StatsGroup {
    /** {@code state.*}: known to libvirt, costs nothing. */
    STATE(1),
    /** {@code cpu.*}: asks the guest's process. */
    CPU_TOTAL(1 << 1),
    /** {@code balloon.*}: asks the guest's process. */
    BALLOON(1 << 2),
    /** {@code vcpu.*}: asks the guest's process. */
    VCPU(1 << 3),
    /** {@code net.*}: read from the host. */
    INTERFACE(1 << 4),
    /** {@code block.*}: asks the guest's process, more than once. */
    BLOCK(1 << 5),
    /** {@code perf.*}: only events that the domain enables. */
    PERF(1 << 6),
    /** {@code memory.*}: the host's monitors of memory bandwidth, for domains that have some. */
    MEMORY(1 << 8);

    private final int bit;

    StatsGroup(int bit) {
        this.bit = bit;
    }

    /** Libvirt's flag for this group. */
    public int bit() {
        return bit;
    }
}
