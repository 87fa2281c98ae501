package io.nephoscope.core.plugin;

/** A plugin's object while it is in use. Its bundle waits for the end of each use, within a bound. */
public interface Use<T> extends AutoCloseable {

    /** The object. Not to be kept beyond this use. */
    T plugin();

    /** Gives up on a use whose thread hangs, so that nobody waits for it any more. */
    void abandon();

    @Override
    void close();
}
