package io.nephoscope.publisher.otlp;

import io.nephoscope.api.publisher.PublisherStatus;

/** Where samples are; each is in one place at any time. Thread-safe. */
final class SampleCounts {

    private long inFlight;
    private long confirmed;
    private long dropped;

    synchronized void sent(long samples) {
        inFlight += samples;
    }

    /** What becomes of samples that were sent: those that are neither confirmed nor dropped go back to the agent. */
    synchronized void ended(long samples, long ofThemConfirmed, long ofThemDropped) {
        inFlight -= samples;
        confirmed += ofThemConfirmed;
        dropped += ofThemDropped;
    }

    synchronized void fill(PublisherStatus status) {
        status.inFlight = inFlight;
        status.confirmed = confirmed;
        status.dropped = dropped;
    }
}
