package io.nephoscope.coordination.zookeeper;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which everything of one connection happens. */
final class ZookeeperThread implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(ZookeeperThread.class);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "zookeeper-coordination");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void execute(Runnable task) {
        executor.execute(guarded(task));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Tasks are guarded, and never cancelled.
    void after(Duration delay, Runnable task) {
        executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings("CatchingUnchecked") // Whatever one task throws, the others are not its business.
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("Something about ZooKeeper failed, and is left out; this is an error of the agent.", e);
            }
        };
    }

    /** Ends as soon as there is nothing to do any more; what is asked later is done all the same. */
    void end() {
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
    }
}
