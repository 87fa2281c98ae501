package io.nephoscope.core.partition;

import io.nephoscope.api.partition.SharedLists;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Lists of which there are none where they would throw: then this agent makes its own, for itself. */
final class GuardedLists implements SharedLists {

    private final SharedLists lists;
    private final Consumer<Throwable> failed;

    /** @param failed is told what was thrown */
    GuardedLists(SharedLists lists, Consumer<Throwable> failed) {
        this.lists = lists;
        this.failed = failed;
    }

    @Override
    public boolean isMaker(String list, Instant due) {
        try {
            return lists.isMaker(list, due);
        } catch (RuntimeException | LinkageError e) {
            failed.accept(e);
            return false;
        }
    }

    @Override
    public Optional<InputStream> take(String list, Instant due, Duration patience) throws InterruptedException {
        try {
            return lists.take(list, due, patience);
        } catch (RuntimeException | LinkageError e) {
            failed.accept(e);
            return Optional.empty();
        }
    }

    @Override
    public void give(String list, Instant due, Content content) {
        guarded(() -> lists.give(list, due, content));
    }

    @Override
    public void decline(String list, Instant due) {
        guarded(() -> lists.decline(list, due));
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError e) {
            failed.accept(e);
        }
    }
}
