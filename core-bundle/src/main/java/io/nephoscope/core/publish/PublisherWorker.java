package io.nephoscope.core.publish;

import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginCall;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.Probe;
import io.nephoscope.core.plugin.PublisherPlugin;
import io.nephoscope.core.plugin.Use;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a queue's batches to one publisher, on a thread that ends with the publisher, so that it pins nothing. The
 * publisher may hang in a call: then the thread hangs, its queue fills to its bound, and nobody else notices.
 */
final class PublisherWorker {

    private static final Logger LOG = LoggerFactory.getLogger(PublisherWorker.class);

    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final Duration TOO_LONG = Duration.ofSeconds(10);
    private static final Backoff ACTIVATION = Backoff.exact(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final PublisherPlugin plugin;
    private final BatchQueue queue;
    private final PluginThreads threads;
    private final Runnable whenEnded;
    private final Probe<PublisherStatus> status;
    private volatile @Nullable LoopThread thread;
    private volatile boolean retired;
    private volatile boolean ended;
    private volatile boolean active;
    private volatile String failure = "";
    private volatile Call call = Call.NONE;

    // Of its thread alone.
    private int failedActivations;
    private String brokeTold = "";

    /** The call of {@code publish} that runs. */
    private record Call(boolean runs, long since) {

        static final Call NONE = new Call(false, 0);
    }

    /** @param whenEnded is told when the thread has ended after {@link #retire} */
    PublisherWorker(PublisherPlugin plugin, BatchQueue queue, PluginThreads threads, Runnable whenEnded) {
        this.plugin = plugin;
        this.queue = queue;
        this.threads = threads;
        this.whenEnded = whenEnded;
        PluginCall question = PluginCall.question(
                "publisher " + plugin.name(), "status()", plugin.origin().bundle());
        this.status = new Probe<>(threads, question, BOUND);
    }

    PublisherPlugin plugin() {
        return plugin;
    }

    /** Whether its thread may still be in a call of the publisher. */
    boolean isEnded() {
        return ended;
    }

    boolean isRetired() {
        return retired;
    }

    /** Starts the thread, which activates the publisher at once, so that it connects before there is something to send. */
    void start() {
        plugin.access().keep(true);
        thread = LoopThread.start(
                "nephoscope-publisher-" + plugin.name(), ACTIVATION, this::round, LoopThread.Listener.NONE);
    }

    /** Looks at once whether what failed works now. */
    void nudge() {
        queue.wake();
    }

    /** Ends after the current batch. What is not confirmed goes back to the queue. */
    void retire() {
        retired = true;
        queue.takeBackFrom(this);
        queue.wake();
        plugin.access().keep(false);
    }

    /** Ends after the current batch or, when the bound is reached, in the middle of it. */
    void stop(Duration bound) throws InterruptedException {
        retire();
        LoopThread running = thread;
        if (running != null && !running.join(bound)) {
            running.close();
            boolean unused = running.join(bound);
        }
    }

    /** One round of the thread: interruption means the end when the worker is retired, and nothing otherwise. */
    private void round() throws LoopThread.FinishedException {
        try {
            if (!retired) {
                work();
            }
        } catch (InterruptedException e) {
            LOG.debug("The thread of publisher {} was interrupted", plugin.name());
        }
        boolean unused = Thread.interrupted();
        if (retired) {
            ended = true;
            whenEnded.run();
            throw new LoopThread.FinishedException();
        }
    }

    private void work() throws InterruptedException {
        if (!active) {
            activate();
            return;
        }
        BatchQueue.HandedOut batch = queue.take(this, () -> !retired);
        if (batch != null) {
            deliver(batch);
        }
    }

    private void activate() throws InterruptedException {
        try (Use<Publisher> use = plugin.access().open()) {
            LOG.debug(
                    "Publisher {} is active as {}", plugin.name(), use.plugin().getClass());
            active = true;
            failure = "";
        } catch (PluginGoneException e) {
            retired = true;
        } catch (PluginException e) {
            failedActivations++;
            tell(String.valueOf(e.getMessage()));
            queue.sleep(ACTIVATION.delay(failedActivations).toMillis(), () -> !retired);
        }
    }

    private void tell(String reason) {
        if (!reason.equals(failure)) {
            failure = reason;
            LOG.warn("Publisher {} takes no samples, they wait: {}", plugin.name(), reason);
        }
    }

    private void deliver(BatchQueue.HandedOut batch) throws InterruptedException {
        boolean taken = false;
        try (Use<Publisher> use = plugin.access().open()) {
            call = new Call(true, threads.nanoTime());
            Guard.run(plugin.description(), () -> use.plugin().publish(batch.batch(), batch));
            taken = true;
        } catch (PluginGoneException e) {
            retired = true;
        } catch (PluginException e) {
            taken = true;
            refuse(batch, e);
        } finally {
            call = Call.NONE;
            if (!taken) {
                batch.comesBack();
            }
        }
    }

    private void refuse(BatchQueue.HandedOut batch, PluginException reason) {
        String message = String.valueOf(reason.getMessage());
        Throwable cause = reason.getCause();
        if (Guard.isExpected(cause)) {
            batch.refused(message, false);
        } else {
            if (!message.equals(brokeTold)) {
                brokeTold = message;
                LOG.warn("Publisher {} broke in publish, tell the author of its bundle", plugin.name(), cause);
            }
            batch.broke(message);
        }
    }

    /** A publisher that is asked how it stands. */
    record Asked(PublisherWorker worker, Probe.@Nullable Answer<PublisherStatus> answer) {}

    /** Asks the publisher how it stands, if it is active; returns at once. */
    Asked ask() {
        return new Asked(this, active && failure.isEmpty() ? status.ask(this::status) : null);
    }

    private @Nullable PublisherStatus status() throws PluginException, InterruptedException {
        try (Use<Publisher> use = plugin.access().open()) {
            return use.plugin().status();
        }
    }

    /** Waits for what it says, within the bound. */
    PublisherStatus await(Probe.Answer<PublisherStatus> answer) throws PluginException, InterruptedException {
        return status.await(answer);
    }

    /** Why it takes no samples at all: it cannot be activated, or hangs; empty if neither. */
    String failure() {
        Call now = call;
        Duration since = Duration.ofNanos(threads.nanoTime() - now.since());
        return now.runs() && since.compareTo(TOO_LONG) >= 0
                ? "it has not returned from publish() for " + since.toSeconds() + " s"
                : failure;
    }

    boolean isHanging() {
        return !failure().equals(failure);
    }
}
