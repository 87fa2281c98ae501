package io.nephoscope.api.partition;

/** Whether samples of a poll may be published. */
public enum Publication {

    /** This agent has polled them, and no other will: it is agreed. */
    PUBLISH,

    /** It is not agreed yet; samples wait in the store. */
    HOLD,

    /** Another agent has taken over since, and polls the same; samples are to be dropped, which is no loss. */
    DROP
}
