package io.nephoscope.api.publisher;

import org.osgi.dto.DTO;

/** How delivery stands. Counts are of samples since the publisher was activated. */
public class PublisherStatus extends DTO {

    /** Whether batches leave the agent. */
    public State state = State.CONNECTING;

    /** Samples that wait in the publisher to be sent. */
    public long queued;

    /** Samples sent, not yet confirmed by the other side. */
    public long inFlight;

    /** Samples that the other side has taken charge of. */
    public long confirmed;

    /** Samples lost, because a bound was reached or the other side refused them for ever. */
    public long dropped;

    /** One sentence for the operator, without secrets: where to, or why not. */
    public String detail = "";

    /** Whether batches leave the agent. */
    public enum State {
        /** They do. */
        CONNECTED,
        /** Not yet, or not any more: the other side is being looked for, without the operator's help. */
        CONNECTING,
        /** The other side is there but takes nothing now. */
        BLOCKED,
        /** They do not, until the operator mends something. */
        FAILED
    }

    /** A status without counts. */
    public static PublisherStatus of(State state, String detail) {
        PublisherStatus status = new PublisherStatus();
        status.state = state;
        status.detail = detail;
        return status;
    }
}
