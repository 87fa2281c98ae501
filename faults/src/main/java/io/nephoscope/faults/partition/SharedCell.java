package io.nephoscope.faults.partition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What came of one resource at one slot: one sample, if all is well. Guarded by the ledger. */
final class SharedCell {

    private final Instant arrived;
    /** Of different samples, in the order in which they came. */
    private final List<Sighting> samples = new ArrayList<>();

    private int repeated;

    /** Of the first sample that came. */
    SharedCell(Sighting first, Instant arrived) {
        this.arrived = arrived;
        samples.add(first);
    }

    void see(Sighting sighting) {
        if (samples.stream().noneMatch(known -> known.id().equals(sighting.id()))) {
            samples.add(sighting);
        } else if (!sighting.redelivered()) {
            repeated++;
        }
    }

    Instant polled() {
        return samples.get(0).polled();
    }

    Instant arrived() {
        return arrived;
    }

    /** Who polled the first that came. */
    String agent() {
        return samples.get(0).agent();
    }

    /** All who polled it. */
    Set<String> agents() {
        return samples.stream().map(Sighting::agent).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All different samples. */
    List<Sighting> samples() {
        return List.copyOf(samples);
    }

    /** Samples under further ids. */
    int doubled() {
        return samples.size() - 1;
    }

    /** Samples that came again under an id that was known. */
    int repeated() {
        return repeated;
    }
}
