package io.nephoscope.testkit.libvirt;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that work on calls. Some of them are kept for what needs no guest's help, as in libvirtd. */
final class CallWorkers implements AutoCloseable {

    private static final int PRIORITY_WORKERS = 5;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor ordinary;
    private final ThreadPoolExecutor priority = pool(PRIORITY_WORKERS);

    CallWorkers(int count) {
        ordinary = pool(count);
    }

    void execute(boolean asksGuests, Runnable work) {
        (asksGuests || hasIdle() ? ordinary : priority).execute(work);
    }

    private boolean hasIdle() {
        return ordinary.getActiveCount() + ordinary.getQueue().size() < ordinary.getMaximumPoolSize();
    }

    @Override
    public void close() {
        ordinary.shutdownNow();
        priority.shutdownNow();
    }

    /** Its queue holds no more than clients may have in work. */
    private static ThreadPoolExecutor pool(int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), CallWorkers::thread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fake-libvirtd-worker");
        thread.setDaemon(true);
        return thread;
    }
}
