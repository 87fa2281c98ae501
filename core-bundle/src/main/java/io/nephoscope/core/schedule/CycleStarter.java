package io.nephoscope.core.schedule;

/** Starts cycles. */
public interface CycleStarter {

    /**
     * Starts a cycle on threads of its own and returns at once.
     *
     * @param whenDone called once, when every poll has returned or was abandoned
     */
    void start(CycleRequest request, Runnable whenDone);
}
