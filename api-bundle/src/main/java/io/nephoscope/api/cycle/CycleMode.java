package io.nephoscope.api.cycle;

/** What becomes of the samples of a cycle. */
public enum CycleMode {
    /** They are published: the cycle is one of a series that a source of polling.yaml asks for. */
    REGULAR,
    /** They are shown to an operator and thrown away. */
    DRY,
    /** They are compared with those of another plugin and thrown away. */
    SHADOW
}
