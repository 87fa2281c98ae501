package io.nephoscope.core.schedule;

/** Starts cycles. */
public interface CycleStarter {

    /**
     * Starts a cycle on threads of its own and returns at once. Called on the timer's thread.
     *
     * @param whenDone called once, when every slot is concluded; on a thread of the cycle
     */
    void start(CycleRequest request, Runnable whenDone);
}
