package io.nephoscope.api.coordination;

import io.nephoscope.api.coordination.Coordination.Stored;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Learns from an engine what has changed. Called by one thread at a time. */
@ProviderType
public interface CoordinationListener {

    /**
     * What the engine holds.
     *
     * @param members by id
     * @param assignment the record that all members go by
     */
    record View(Map<String, Present> members, Stored assignment) {

        public View {
            members = Map.copyOf(members);
        }
    }

    /**
     * A member that is there.
     *
     * @param created grows in the order in which members came; whoever has been there longest acts first
     */
    record Present(String record, long created) {}

    /** The engine can be reached, and this is what it holds; called again for each change. */
    void viewed(View view);

    /** The engine cannot be reached; not a word on what it holds. */
    void disconnected();
}
