package io.nephoscope.core.publish;

/** Samples that another agent may have polled instead: they wait in the store until it is agreed whose they are. */
public interface HeldSamples extends StoreSafety {

    /** Asks again about all that are held, and lets go what may go; whether some still are. */
    boolean review();
}
