package io.nephoscope.core.schedule;

import io.nephoscope.api.partition.Share;
import java.util.Optional;

/** How polls are shared out among several agents now. Thread-safe; answers at once, and never throws. */
public interface Sharing {

    /** There is one agent, which polls all it finds. */
    Sharing NONE = new Sharing() {

        @Override
        public Optional<Share> share() {
            return Optional.empty();
        }

        @Override
        public boolean concerns(Assignment assignment) {
            return false;
        }
    };

    /** What this agent polls as agreed now; empty where it is alone. */
    Optional<Share> share();

    /** Whether some of what an assignment polls may be another agent's. */
    boolean concerns(Assignment assignment);
}
