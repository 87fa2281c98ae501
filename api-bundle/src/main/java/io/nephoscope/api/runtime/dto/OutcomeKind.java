package io.nephoscope.api.runtime.dto;

/** What became of a slot: of one pollster's poll for one source that was due at one time. */
public enum OutcomeKind {
    /** The pollster returned; single resources may have failed. */
    POLLED,
    /** There was no resource to poll, or all of them were polled for another source or are blacklisted. */
    NOTHING_TO_POLL,
    /** The discovery or the pollster failed. */
    FAILED,
    /** It did not return before its deadline; what it had emitted by then was kept. */
    ABANDONED,
    /** It was not called, because too many of its polls were abandoned in a row. */
    QUARANTINED,
    /** It was not called, because an earlier call has not returned. */
    BUSY,
    /** It was not called, because the cycle before took longer than the interval. */
    MISSED,
    /** It was not called to its end, because its plugin or source went, or the agent stops. */
    CANCELLED,
    /** Another agent polls its resources. */
    NOT_OURS,
    /** What it emitted could not be kept, because the store of samples is full. */
    STORE_FULL
}
