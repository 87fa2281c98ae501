package io.nephoscope.api.coordination;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows one kind of engine. Register it as a service with the property {@link #SCHEME}; it is asked for as soon as the
 * agent's {@code backend.url} has one of its schemes, and what it has opened is closed before it goes.
 */
@ConsumerType
public interface CoordinationEngine {

    /** The service property that names the schemes of URLs that it takes, such as {@code zookeeper}; one or several. */
    String SCHEME = "nephoscope.coordination.scheme";

    /**
     * Begins to connect, and returns at once; goes on trying until {@link Coordination#abandon} or {@link
     * Coordination#leave}.
     *
     * @param listener is told what the engine holds and when it cannot be reached, by one thread at a time
     * @throws IllegalArgumentException if something in the target cannot be, in a sentence that names it and shows no
     *     secret
     */
    Coordination open(CoordinationTarget target, CoordinationListener listener);
}
