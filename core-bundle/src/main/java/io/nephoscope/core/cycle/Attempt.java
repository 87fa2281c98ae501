package io.nephoscope.core.cycle;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.Use;
import io.nephoscope.core.schedule.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One attempt to poll: resources are resolved, the pollster is called, the end is accounted for. */
final class Attempt {

    private final Assignment assignment;
    private final Frame frame;
    private final Thread worker = Thread.currentThread();
    private final Account account;
    private volatile @Nullable CollectingPoll poll;
    private volatile @Nullable Use<Pollster> use;

    Attempt(Assignment assignment, Frame frame) {
        this.assignment = assignment;
        this.frame = frame;
        this.account = new Account(assignment, frame.services());
    }

    void make(Set<String> history) {
        try {
            boolean isFirst = history.isEmpty();
            Resolved resolved = frame.resolver().resolve(assignment, history);
            account.resolved(resolved, isFirst);
            if (!resolved.resources().isEmpty()) {
                poll(resolved);
            }
        } catch (InterruptedException e) {
            fail("it was interrupted", null);
        } catch (RuntimeException e) {
            account.failed("please report this as a bug of Nephoscope: " + e, e);
        }
    }

    private void poll(Resolved resolved) throws InterruptedException {
        Instant timestamp = frame.services().timer().now().truncatedTo(ChronoUnit.MICROS);
        BatchCutter batches = new BatchCutter(
                assignment.name(), timestamp, frame.settings(), frame.services().sink());
        CollectingPoll current = new CollectingPoll(frame.context(), batches);
        poll = current;
        try (Use<Pollster> opened = assignment.pollster().pollster().open()) {
            use = opened;
            Guard.run(assignment.pollster().description(), () -> opened.plugin().poll(resolved.resources(), current));
        } catch (PluginGoneException e) {
            account.cancel();
        } catch (PluginException e) {
            fail(String.valueOf(e.getMessage()), e.getCause());
        }
    }

    /** Whatever a plugin throws while its bundle stops is no failure. */
    private void fail(String error, @Nullable Throwable cause) {
        if (assignment.pollster().access().isGone()) {
            account.cancel();
        } else {
            account.failed(error, cause);
        }
    }

    /** Accounts for the attempt, in the worker's thread. */
    void conclude() {
        CollectingPoll ended = poll;
        account.settle(ended == null ? CollectingPoll.Outcome.NOTHING : ended.close(), frame.settings());
    }

    /** Accounts for it while the worker still hangs, and lets go of the worker. */
    void abandon(Duration timeout) {
        account.abandoned("it did not return within " + timeout.toSeconds() + " s and was abandoned");
        conclude();
        Use<Pollster> opened = use;
        if (opened != null) {
            opened.abandon();
        }
        frame.context().values().abandon(worker);
        worker.interrupt();
    }
}
