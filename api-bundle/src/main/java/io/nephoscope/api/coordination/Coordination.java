package io.nephoscope.api.coordination;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What members need of an engine such as ZooKeeper or etcd: small records with versions, a write that is conditional
 * on versions, and members that are there as long as their sessions. All else the members make of it themselves.
 *
 * <p>No method blocks; what they bring about is told to the {@link CoordinationListener}, or to the consumer, on one
 * thread at a time. While the engine is away, a call does nothing but to be told so.
 */
@ConsumerType
public interface Coordination {

    /** The name of the record that all members go by. */
    String ASSIGNMENT = "assignment";

    /** What precedes a member's id in the name of its progress. */
    String PROGRESS = "progress/";

    /** What precedes a member's id in the name of what it has measured: what its polls cost. */
    String LOADS = "loads/";

    /** What precedes the name of a list that one agent makes for all. */
    String LISTS = "lists/";

    /** The version of a record that is not there. */
    long ABSENT = -1;

    /**
     * A record as it is now.
     *
     * @param version other after each change; {@link #ABSENT} with an empty text if it is not there
     */
    record Stored(String text, long version) {

        /** One that is not there. */
        public static final Stored NOTHING = new Stored("", ABSENT);
    }

    /** How a conditional write ended. */
    enum Outcome {

        /** All was written. */
        COMMITTED,

        /** Nothing was: a version was another. */
        CONFLICT,

        /** Nobody knows: the connection was lost meanwhile. */
        UNKNOWN
    }

    /**
     * Has this member there, with this record, from now on: as long as its session lasts, and with a new session when
     * that has ended. Replaces what an earlier process of the same member has left, without it being gone in between,
     * and what it was called with before.
     */
    void join(String record);

    /** Takes this member away at once, and does not come back. */
    void leave();

    /** Ends the connection, and leaves the member to its session: whoever is back within that time was never gone. */
    void abandon();

    /**
     * Writes records, all or none, if all versions are still these.
     *
     * @param expected by name; {@link #ABSENT} for what must not be there
     * @param writes texts by name
     */
    void commit(Map<String, Long> expected, Map<String, String> writes, Consumer<Outcome> then);

    /**
     * Reads records anew, not older than at the time of the call.
     *
     * @param then is given all of them by name; nothing at all if they could not be read
     */
    void read(Set<String> names, Consumer<Map<String, Stored>> then);
}
