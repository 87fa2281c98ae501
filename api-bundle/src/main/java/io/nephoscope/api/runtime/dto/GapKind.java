package io.nephoscope.api.runtime.dto;

/** Why nothing, or not all, arrived of a slot that was due. What ended it first counts. */
public enum GapKind {
    /** The discovery or the pollster failed, or nothing of what it was given could be read. */
    FAILED,
    /** It did not return before its deadline. */
    ABANDONED,
    /** It was not called, because too many of its polls were abandoned in a row. */
    QUARANTINED,
    /** It was not called, because an earlier call has not returned. */
    BUSY,
    /** It was not called, because the cycle before took longer than the interval. */
    MISSED,
    /** It was not called to its end, because its plugin or source went, or the agent stopped. */
    CANCELLED,
    /** What it emitted did not reach the store of samples, or not all of it. */
    STORE_FULL,
    /** The store was full, or the samples in it became too old. */
    DROPPED,
    /** A publisher refused the samples for ever. */
    REFUSED,
    /** The samples could not be read from the journal any more. */
    UNREADABLE,
    /** Nobody was to get the samples, or a publisher that was to is not configured any more. */
    GIVEN_UP,
    /** The agent did not run, or was killed before it could tell what became of the slot. */
    AGENT_DOWN
}
