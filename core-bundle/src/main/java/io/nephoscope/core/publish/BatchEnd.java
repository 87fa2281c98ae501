package io.nephoscope.core.publish;

/** How a batch left the store. Of several publishers' ends the last in this order counts. */
public enum BatchEnd {
    /** Every publisher has confirmed it. */
    CONFIRMED,
    /** Another agent has polled it instead, or this one has done so again. */
    NOT_OURS,
    /** A publisher that was to get it is not configured any more. */
    GIVEN_UP,
    /** The store was full, or it was too old. */
    DROPPED,
    /** A publisher refused it for ever. */
    REFUSED,
    /** It could not be read from the journal any more. */
    UNREADABLE
}
