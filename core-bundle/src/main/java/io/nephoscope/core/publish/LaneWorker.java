package io.nephoscope.core.publish;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.PublisherPlugin;
import io.nephoscope.core.plugin.Use;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a lane's batches to one publisher, on a thread that ends with the publisher, so that it pins nothing. */
final class LaneWorker {

    private static final Logger LOG = LoggerFactory.getLogger(LaneWorker.class);

    private final PublisherPlugin plugin;
    private final LaneQueue queue;
    private final Thread thread;
    private volatile boolean retired;
    private volatile String failure = "";

    LaneWorker(PublisherPlugin plugin, LaneQueue queue) {
        this.plugin = plugin;
        this.queue = queue;
        this.thread = new Thread(this::work, "nephoscope-lane-" + plugin.name());
        this.thread.setDaemon(true);
    }

    PublisherPlugin plugin() {
        return plugin;
    }

    boolean isWorking() {
        return !retired;
    }

    /** Why the last batch was refused; empty if it was not. */
    String failure() {
        return failure;
    }

    void start() {
        plugin.access().keep(true);
        thread.start();
    }

    /** Ends after the current batch. */
    void retire() {
        retired = true;
        queue.wake();
        plugin.access().keep(false);
    }

    /** Ends after the current batch or, when the bound is reached, in the middle of it. */
    void stop(long millis) throws InterruptedException {
        retire();
        thread.join(millis);
        thread.interrupt();
        thread.join(millis);
    }

    private void work() {
        try {
            activate();
            SampleBatch batch = queue.take(() -> !retired);
            while (batch != null) {
                deliver(batch);
                batch = queue.take(() -> !retired);
            }
        } catch (InterruptedException e) {
            LOG.debug("The lane of publisher {} was interrupted", plugin.name());
        }
    }

    /** At once, so that it connects before there is something to send. */
    private void activate() throws InterruptedException {
        try (Use<Publisher> use = plugin.access().open()) {
            LOG.debug("Publisher {} is active as {}", plugin.name(), use.plugin());
        } catch (PluginGoneException e) {
            retired = true;
        } catch (PluginException e) {
            refuse(e);
            retired = true;
        }
    }

    private void deliver(SampleBatch batch) throws InterruptedException {
        try (Use<Publisher> use = plugin.access().open()) {
            Guard.run(() -> use.plugin().publish(batch, new Untold()));
            recover();
        } catch (PluginGoneException e) {
            retired = true;
            queue.putBack(batch);
        } catch (InterruptedException e) {
            queue.putBack(batch);
            throw e;
        } catch (PluginException e) {
            queue.countDropped(batch.samples().size());
            refuse(e);
        }
    }

    private static final class Untold implements Delivery {

        @Override
        public void confirmed() {}

        @Override
        public void refused(String reason, boolean forEver) {}
    }

    private void refuse(PluginException reason) {
        String message = String.valueOf(reason.getMessage());
        if (message.equals(failure)) {
            return;
        }
        failure = message;
        Throwable cause = reason.getCause();
        if (Guard.isExpected(cause)) {
            LOG.warn("Publisher {} takes no samples: {}", plugin.name(), message);
        } else {
            LOG.warn("Publisher {} takes no samples: {}", plugin.name(), message, cause);
        }
    }

    private void recover() {
        if (!failure.isEmpty()) {
            failure = "";
            LOG.info("Publisher {} takes samples again", plugin.name());
        }
    }
}
