package io.nephoscope.core.registry;

/** Tells one listener that something came, changed or went. */
public final class Changes {

    private volatile Runnable listener = () -> {};

    /** Names the listener, which must return at once; it replaces an earlier one. */
    public void listen(Runnable newListener) {
        listener = newListener;
    }

    /** Tells the listener. */
    public void fire() {
        listener.run();
    }
}
