package io.nephoscope.benchmarks.cloud;

import java.time.Duration;
import java.util.Comparator;

/** What is polled, and how long the cloud takes for each answer. */
record Scene(Load load, int latencyMillis) implements Comparable<Scene> {

    private static final Comparator<Scene> ORDER =
            Comparator.comparing(Scene::load).thenComparing(Scene::latencyMillis);

    Duration latency() {
        return Duration.ofMillis(latencyMillis);
    }

    @Override
    public int compareTo(Scene other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return load.title() + ", " + latencyMillis + " ms a call";
    }
}
