package io.nephoscope.benchmarks.report;

/** What is measured of a peer, per cycle if nothing else is said. */
public enum Metric {
    /** From the start until all values are read, samples made of them included. */
    WALL("wall", "ms"),
    /** From the start until the last sample is at the broker's consumer. */
    DELIVERED("until delivered", "ms"),
    /** CPU of the peer's processes. */
    AGENT_CPU("CPU agent", "ms"),
    /** CPU of the daemon, beyond what it uses when nobody polls. */
    DAEMON_CPU("CPU libvirtd", "ms"),
    /** CPU of the guests' processes, beyond what they use when nobody polls. */
    GUESTS_CPU("CPU QEMUs", "ms"),
    /** The sum of the three. */
    TOTAL_CPU("CPU in all", "ms"),
    /** Memory of the peer's processes after the cycles, shared pages counted once. */
    MEMORY("memory", "MB"),
    /** Java's heap after the cycles, as far as it was taken from the system. */
    HEAP("heap", "MB"),
    /** Calls made to the daemon, or requests to the cloud. */
    CALLS("calls", ""),
    /** Bytes of these requests and their answers. */
    TRAFFIC("traffic", "MB"),
    /** Samples published. */
    SAMPLES("samples", ""),
    /** From the start of the process to its first sample. */
    FIRST_SAMPLE("first sample", "s"),
    /** Signed samples from the first one emitted until the last one confirmed, per second. */
    RATE("samples per second", ""),
    /** Bodies of messages confirmed, per second. */
    BYTES("bodies per second", "MB"),
    /** CPU of the peer's processes for each of these samples. */
    SAMPLE_CPU("CPU agent per sample", "µs");

    private final String title;
    private final String unit;

    Metric(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /** As it stands above a column. */
    public String title() {
        return title;
    }

    /** Empty for plain numbers. */
    public String unit() {
        return unit;
    }
}
