package io.nephoscope.benchmarks.cost;

import java.util.Locale;

/** The stages of a sample's way, in its order. */
enum Stage {
    /** The daemon's socket is read, on the connection's own thread. */
    SOCKET,
    /** Replies become tables. */
    DECODE,
    /** Domains become instances. */
    DISCOVERY,
    /** Tables become samples, and samples batches. */
    POLL,
    /** What else a cycle's workers do: resources are resolved, the end is accounted for. */
    CYCLE,
    /** Batches go to the publisher's queue and wait there. */
    PIPELINE,
    /** Batches become signed bodies. */
    ENCODE;

    /** The name as figures are printed with it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
