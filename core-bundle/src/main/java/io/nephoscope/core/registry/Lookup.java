package io.nephoscope.core.registry;

import org.jspecify.annotations.Nullable;

/** Gets one service from its bundle and gives it back. Called by one thread at a time, each of which sees what those before it did. */
interface Lookup<T> {

    /** The service, activated; null if that is not possible. Runs the bundle's code. */
    @Nullable
    T get();

    /** Gives the service back. */
    void unget();

    /** Why the last {@link #get} gave nothing. */
    String reason();
}
