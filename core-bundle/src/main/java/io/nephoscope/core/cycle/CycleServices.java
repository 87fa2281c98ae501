package io.nephoscope.core.cycle;

import io.nephoscope.api.partition.SharedLists;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.publish.BatchSink;
import io.nephoscope.core.schedule.Timer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What cycles work with, all of which outlives them.
 *
 * @param workers runs each task at once, on a thread that nothing else runs on meanwhile; throws {@link
 *     java.util.concurrent.RejectedExecutionException} if it cannot
 * @param discoveries those that count now, by name
 * @param lists those that one agent makes for all; empty where each makes its own
 * @param costs learns what polls cost
 */
public record CycleServices(
        Timer timer,
        Executor workers,
        Supplier<Map<String, DiscoveryPlugin>> discoveries,
        BatchSink sink,
        Memory memory,
        CycleListener listener,
        OwnerNames names,
        Supplier<Optional<SharedLists>> lists,
        PollCosts costs) {

    /** With nobody who knows names of owners, and nobody to share lists with. */
    public CycleServices(
            Timer timer,
            Executor workers,
            Supplier<Map<String, DiscoveryPlugin>> discoveries,
            BatchSink sink,
            Memory memory,
            CycleListener listener) {
        this(
                timer,
                workers,
                discoveries,
                sink,
                memory,
                listener,
                new OwnerNames(Optional::empty),
                Optional::empty,
                PollCosts.NONE);
    }

    /** What one cycle remembers for the next. */
    public record Memory(
            Blacklist blacklist,
            Quarantine quarantine,
            RunningCalls calls,
            SharedValues.InFlight inFlight,
            SharedNeeds needs,
            PollLog log) {

        /** Remembers nothing yet. */
        public static Memory empty() {
            Blacklist blacklist = new Blacklist();
            return new Memory(
                    blacklist,
                    new Quarantine(blacklist),
                    new RunningCalls(),
                    new SharedValues.InFlight(),
                    new SharedNeeds(),
                    new PollLog());
        }
    }
}
