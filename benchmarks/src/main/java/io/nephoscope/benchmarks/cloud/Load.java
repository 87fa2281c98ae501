package io.nephoscope.benchmarks.cloud;

import java.time.Duration;
import java.util.List;

/** What is polled: many of one kind, with the meters that are of them. */
enum Load {
    PROJECTS("projects", "1,000 projects with Swift", 1_000, "--projects", "storage.*", 2_000, 0.006),
    VOLUMES("volumes", "10,000 volumes", 10_000, "--volumes", "volume.size", 11, 0.009),
    VOLUMES_100K("volumes-100k", "100,000 volumes", 100_000, "--volumes", "volume.size", 101, 0.7),
    IMAGES("images", "10,000 images", 10_000, "--images", "image.size", 51, 0.004),
    FLOATING_IPS("floating-ips", "2,000 floating IPs", 2_000, "--floating-ips", "ip.floating", 1, 0.001),
    DECLARED("declared", "10,000 volumes by a definition", 10_000, "--volumes", "dynamic.volume", 11, 0.001),
    DECLARED_100K(
            "declared-100k", "100,000 volumes by a definition", 100_000, "--volumes", "dynamic.volume", 101, 0.001);

    /** Above this Ceilometer's cycle takes hours. */
    private static final double ENDLESS = 0.1;

    private final String label;
    private final String title;
    private final int count;
    private final String option;
    private final String meters;
    private final int calls;
    private final double secondsEach;

    /**
     * @param calls about as many Ceilometer makes in a cycle, one after the other
     * @param secondsEach about so long it thinks of each
     */
    Load(String label, String title, int count, String option, String meters, int calls, double secondsEach) {
        this.label = label;
        this.title = title;
        this.count = count;
        this.option = option;
        this.meters = meters;
        this.calls = calls;
        this.secondsEach = secondsEach;
    }

    /** As it is called on the command line. */
    String label() {
        return label;
    }

    String title() {
        return title;
    }

    int count() {
        return count;
    }

    /** What the simulated cloud is told. */
    List<String> options() {
        return List.of(option, Integer.toString(count));
    }

    /** As they are written in polling.yaml. */
    String meters() {
        return "[\"" + meters + "\"]";
    }

    /** Whether the pollster is one of those that {@code benchmarks/pollsters.d} declares. */
    boolean isDeclared() {
        return meters.startsWith("dynamic.");
    }

    /** Whether Ceilometer can poll it at all: it compares each of what it finds with all others. */
    boolean isForCeilometer() {
        return secondsEach < ENDLESS;
    }

    /** About how long a cycle of Ceilometer takes. */
    Duration ofCeilometer(Duration latency) {
        return latency.multipliedBy(calls).plusMillis(Math.round(1_000 * secondsEach * count));
    }
}
