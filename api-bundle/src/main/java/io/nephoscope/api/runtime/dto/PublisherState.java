package io.nephoscope.api.runtime.dto;

/** How a publisher stands. */
public enum PublisherState {
    /** No bundle offers it. */
    MISSING,
    /** Batches leave the agent. */
    CONNECTED,
    /** Its other side is being looked for. */
    CONNECTING,
    /** Its other side takes nothing now. */
    BLOCKED,
    /** It needs the operator. */
    FAILED,
    /** A call of it has not returned. */
    HUNG
}
