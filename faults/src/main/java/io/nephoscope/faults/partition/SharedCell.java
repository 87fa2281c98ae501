package io.nephoscope.faults.partition;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What came of one resource at one slot: one sample, if all is well. Guarded by the ledger. */
final class SharedCell {

    private final Instant polled;
    private final Instant arrived;
    private final String agent;
    private final Set<UUID> ids = new HashSet<>();
    private final Set<String> agents = new TreeSet<>();
    private int repeated;

    /** Of the first sample that came. */
    SharedCell(Sighting first, Instant arrived) {
        this.polled = first.polled();
        this.arrived = arrived;
        this.agent = first.agent();
        ids.add(first.id());
        agents.add(first.agent());
    }

    void see(Sighting sighting, Instant at) {
        if (ids.add(sighting.id())) {
            agents.add(sighting.agent());
        } else if (!sighting.redelivered()) {
            repeated++;
        }
    }

    Instant polled() {
        return polled;
    }

    Instant arrived() {
        return arrived;
    }

    /** Who polled the first that came. */
    String agent() {
        return agent;
    }

    /** All who polled it. */
    Set<String> agents() {
        return agents;
    }

    /** Samples under further ids. */
    int doubled() {
        return ids.size() - 1;
    }

    /** Samples that came again under an id that was known. */
    int repeated() {
        return repeated;
    }
}
