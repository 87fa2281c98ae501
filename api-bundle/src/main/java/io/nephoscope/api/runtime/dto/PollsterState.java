package io.nephoscope.api.runtime.dto;

/** How a pollster stands. */
public enum PollsterState {
    /** A source asks for it. */
    ACTIVE,
    /** No source asks for it. */
    IDLE,
    /** Another pollster has its name and a higher rank. */
    SHADOWED,
    /** It belongs to a namespace that this agent does not poll. */
    FOREIGN,
    /** It cannot be used. */
    FAILED
}
