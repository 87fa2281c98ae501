package io.nephoscope.connector.libvirt.session;

import io.nephoscope.connector.libvirt.monitor.GuestReader;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens a connection, watches it, and opens the next one when it is lost, in a thread of its own.
 * Calls that may block for ever are made in further threads, of which there is at most one at a time:
 * whatever hangs, hangs alone.
 */
final class Supervisor {

    /** Is told about changes, by the supervisor's thread. */
    interface Audience {

        /** A connection works. */
        void connected(SharedConnection link);

        /** The connection works no more. */
        void disconnected();

        /** How things are now. */
        void diagnosed(Diagnosis diagnosis);
    }

    private static final Duration STOP = Duration.ofSeconds(5);

    private final String uri;
    private final Transport.Opener opener;
    private final ConnectionSettings timing;
    private final Audience audience;
    /** Released when a call finds the connection lost. */
    private final Semaphore loss = new Semaphore(0);

    private final Thread thread = new Thread(this::run, "libvirt-supervisor");

    Supervisor(String uri, Transport.Opener opener, ConnectionSettings timing, Audience audience) {
        this.uri = uri;
        this.opener = opener;
        this.timing = timing;
        this.audience = audience;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Closes the connection, or leaves that to the call that hangs in it. */
    void stop() {
        thread.interrupt();
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            audience.diagnosed(Diagnosis.connecting(uri));
            int failures = 0;
            while (true) {
                failures = connectAndWatch() ? 0 : failures + 1;
                loss.tryAcquire(timing.retryAfter(Math.max(failures, 1)).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // Stopped.
        }
    }

    /** @return whether there was a connection */
    private boolean connectAndWatch() throws InterruptedException {
        Transport transport;
        try {
            transport = open();
        } catch (ExecutionException e) {
            audience.diagnosed(diagnosisOf(e));
            return false;
        }
        loss.drainPermits();
        GuestReader guests = new GuestReader(transport, () -> opener.open(uri), timing.guests());
        SharedConnection link = new SharedConnection(transport, guests, loss::release);
        try {
            audience.connected(link);
            audience.diagnosed(Diagnosis.connected(uri));
            watch(link);
        } finally {
            audience.disconnected();
            link.close();
        }
        return true;
    }

    private Transport open() throws InterruptedException, ExecutionException {
        FutureTask<Transport> opening = inBackground("libvirt-open", () -> opener.open(uri));
        try {
            if (!isDone(opening)) {
                audience.diagnosed(Diagnosis.silent(uri));
            }
            return opening.get();
        } catch (InterruptedException e) {
            startThread("libvirt-close", () -> closeWhenOpen(opening));
            throw e;
        }
    }

    private void watch(SharedConnection link) throws InterruptedException {
        try {
            while (true) {
                loss.tryAcquire(timing.probe().toMillis(), TimeUnit.MILLISECONDS);
                FutureTask<SharedConnection> probe = inBackground("libvirt-probe", link::probe);
                if (!isDone(probe)) {
                    audience.diagnosed(Diagnosis.silent(uri));
                    return;
                }
                probe.get();
            }
        } catch (ExecutionException e) {
            audience.diagnosed(diagnosisOf(e));
        }
    }

    private boolean isDone(FutureTask<?> task) throws InterruptedException {
        try {
            task.get(timing.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            // The caller asks again, and is told.
        }
        return true;
    }

    private Diagnosis diagnosisOf(ExecutionException e) {
        return Diagnosis.of(uri, e.getCause() == null ? e : e.getCause());
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
