package io.nephoscope.connector.libvirt;

/** Statistics that libvirt reads together. */
public enum StatsGroup {
    /** {@code state.*}: known to libvirt, costs nothing. */
    STATE(1, false),
    /** {@code cpu.*}: asks the guest's process. */
    CPU_TOTAL(1 << 1, true),
    /** {@code balloon.*}: asks the guest's process. */
    BALLOON(1 << 2, true),
    /** {@code vcpu.*}: asks the guest's process. */
    VCPU(1 << 3, true),
    /** {@code net.*}: read from the host. */
    INTERFACE(1 << 4, false),
    /** {@code block.*}: asks the guest's process, more than once. */
    BLOCK(1 << 5, true),
    /** {@code perf.*}: only events that the domain enables. */
    PERF(1 << 6, false),
    /** {@code memory.*}: the host's monitors of memory bandwidth, for domains that have some. */
    MEMORY(1 << 8, false);

    private final int bit;
    private final boolean needsMonitor;

    StatsGroup(int bit, boolean needsMonitor) {
        this.bit = bit;
        this.needsMonitor = needsMonitor;
    }

    /** Libvirt's flag for this group. */
    public int bit() {
        return bit;
    }

    /** Whether the guest's process is asked, which costs time in it and may never answer. */
    public boolean needsMonitor() {
        return needsMonitor;
    }
}
