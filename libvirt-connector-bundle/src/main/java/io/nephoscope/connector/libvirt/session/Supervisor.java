package io.nephoscope.connector.libvirt.session;

import io.nephoscope.connector.libvirt.monitor.GuestReader;
import io.nephoscope.support.thread.LoopThread;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection, watches it, and opens the next one when it is lost, in a thread of its own that no failure
 * ends. Calls that may block for ever are made in further threads, of which there is at most one at a time: whatever
 * hangs, hangs alone.
 */
final class Supervisor {

    /** Is told about changes, by the supervisor's thread. */
    interface Listener {

        /** A connection works. */
        void connected(SharedConnection connection);

        /** The connection works no more. */
        void disconnected();

        /** How things are now. */
        void diagnosed(Diagnosis diagnosis);
    }

    private static final Duration STOP = Duration.ofSeconds(5);

    private final String uri;
    private final Transport.Opener opener;
    private final ConnectionSettings settings;
    private final Listener listener;
    /** Released when a call finds the connection lost. */
    private final Semaphore loss = new Semaphore(0);
    /** How many attempts in a row gave no connection that lasted. Used by the supervisor's thread alone. */
    private int failures;

    private @Nullable LoopThread thread;

    Supervisor(String uri, Transport.Opener opener, ConnectionSettings settings, Listener listener) {
        this.uri = uri;
        this.opener = opener;
        this.settings = settings;
        this.listener = listener;
    }

    synchronized void start() {
        thread = LoopThread.start("libvirt-supervisor", settings.retry(), this::superviseOne, new Health());
    }

    /** Closes the connection, or leaves that to the call that hangs in it. */
    void stop() {
        LoopThread running;
        synchronized (this) {
            running = thread;
        }
        if (running == null) {
            return;
        }
        running.close();
        try {
            running.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection from its opening to its loss, and the pause after it. */
    private void superviseOne() throws InterruptedException {
        long begunAt = System.nanoTime();
        boolean connected = connectAndWatch();
        // One that breaks at once, again and again, is no better than none.
        boolean lasted =
                connected && System.nanoTime() - begunAt > settings.answer().toNanos();
        failures = lasted ? 0 : Math.min(failures, Integer.MAX_VALUE - 1) + 1;
        TimeUnit.NANOSECONDS.sleep(settings.retry().delay(Math.max(failures, 1)).toNanos());
    }

    /** @return whether there was a connection */
    private boolean connectAndWatch() throws InterruptedException {
        Transport transport;
        try {
            transport = open();
        } catch (ExecutionException e) {
            listener.diagnosed(diagnosisOf(e));
            return false;
        }
        loss.drainPermits();
        GuestReader guests = new GuestReader(transport, () -> opener.open(uri), settings.guests());
        SharedConnection connection = new SharedConnection(transport, guests, loss::release);
        try {
            listener.connected(connection);
            listener.diagnosed(Diagnosis.connected(uri));
            watch(connection);
        } finally {
            end(connection);
        }
        return true;
    }

    private void end(SharedConnection connection) {
        try {
            listener.disconnected();
        } finally {
            connection.close();
        }
    }

    private Transport open() throws InterruptedException, ExecutionException {
        FutureTask<Transport> opening = inBackground("libvirt-open", () -> opener.open(uri));
        try {
            if (!isDone(opening)) {
                listener.diagnosed(Diagnosis.silent(uri));
            }
            return opening.get();
        } catch (InterruptedException e) {
            startThread("libvirt-close", () -> closeWhenOpen(opening));
            throw e;
        }
    }

    private void watch(SharedConnection connection) throws InterruptedException {
        try {
            while (true) {
                if (loss.tryAcquire(settings.probe().toNanos(), TimeUnit.NANOSECONDS)) {
                    // However many calls told of it, one probe answers all.
                    loss.drainPermits();
                }
                FutureTask<SharedConnection> probe = inBackground("libvirt-probe", connection::probe);
                if (!isDone(probe)) {
                    listener.diagnosed(Diagnosis.silent(uri));
                    return;
                }
                probe.get();
            }
        } catch (ExecutionException e) {
            listener.diagnosed(diagnosisOf(e));
        }
    }

    private boolean isDone(FutureTask<?> task) throws InterruptedException {
        try {
            task.get(settings.answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            // The caller asks again, and is told.
        }
        return true;
    }

    private Diagnosis diagnosisOf(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof OutOfMemoryError exhausted) {
            // Not a failure of the connection but of the process, which ends by it.
            throw exhausted;
        }
        return Diagnosis.of(uri, cause);
    }

    /** A failure of the supervision itself, which goes on after a pause. */
    private final class Health implements LoopThread.Listener {

        @Override
        public void failed(Throwable cause, int failuresInARow) {
            listener.diagnosed(Diagnosis.broken(uri, cause, failuresInARow));
        }

        @Override
        public void recovered() {
            // The next diagnosis tells.
        }
    }

    private static void closeWhenOpen(FutureTask<Transport> opening) {
        try {
            opening.get().close();
        } catch (ExecutionException | InterruptedException e) {
            // It never opened.
        }
    }

    private static <T> FutureTask<T> inBackground(String name, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        startThread(name, task);
        return task;
    }

    private static void startThread(String name, Runnable task) {
        Thread worker = new Thread(task, name);
        worker.setDaemon(true);
        worker.start();
    }
}
