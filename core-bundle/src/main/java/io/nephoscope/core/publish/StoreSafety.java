package io.nephoscope.core.publish;

/** Tells whether what is in the store outlives the process. */
public interface StoreSafety {

    /** Whether it does, but for what was accepted just now. */
    boolean isLasting();

    /** Waits until all that was accepted is safe, or cannot be made so now. */
    void force() throws InterruptedException;
}
