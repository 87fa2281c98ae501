package io.nephoscope.api.coordination;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows groups as OpenStack's library tooz keeps them in one kind of engine, so that this agent can share with Ceilometer's.
 * Register it as a service with the property {@link CoordinationEngine#SCHEME}.
 */
@ConsumerType
public interface ToozGroups {

    /**
     * Begins to connect, and returns at once; goes on trying until {@link Membership#leave}.
     *
     * @param target whose root is the namespace of tooz, and whose member a UUID
     * @param listener is told who is in a group and when nobody can be asked, by one thread at a time
     * @throws IllegalArgumentException if something in the target cannot be, in a sentence that shows no secret
     */
    Membership open(CoordinationTarget target, Listener listener);

    /** One member of some groups. Its methods may be called by any thread, and never block. */
    @ConsumerType
    interface Membership {

        /** Joins a group, which is made if it is not there; until {@link #leave}, also after a lost session. */
        void join(String group);

        /** Leaves all groups and closes the connection. */
        void leave();
    }

    /** Learns who is in a group. */
    @ProviderType
    interface Listener {

        /** Who is in a group that was joined, this member included. */
        void members(String group, Set<String> ids);

        /** The engine can be reached, and told of all groups, or it cannot. */
        void connected(boolean now);
    }
}
