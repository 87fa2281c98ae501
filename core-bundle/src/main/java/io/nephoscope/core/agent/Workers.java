package io.nephoscope.core.agent;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs each task on a thread of its own, which dies with the task: what plugins leave behind in a
 * thread pins their class loaders no longer than that. Cycles bound how many there are.
 */
final class Workers implements Executor {

    private final AtomicLong count = new AtomicLong();
    private final Set<Thread> live = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    @Override
    public void execute(Runnable task) {
        if (stopped) {
            return;
        }
        Thread thread = new Thread(() -> run(task), "nephoscope-worker-" + count.incrementAndGet());
        thread.setDaemon(true);
        live.add(thread);
        thread.start();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            live.remove(Thread.currentThread());
        }
    }

    /** Takes no more tasks, and interrupts those that do not end within the bound. */
    void stop(long graceMillis, long afterInterruptMillis) throws InterruptedException {
        stopped = true;
        await(graceMillis);
        live.forEach(Thread::interrupt);
        await(afterInterruptMillis);
    }

    private void await(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (Thread thread : live) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            thread.join(left);
        }
    }
}
