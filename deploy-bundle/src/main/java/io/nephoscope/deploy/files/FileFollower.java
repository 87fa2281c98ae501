package io.nephoscope.deploy.files;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Follows files on a thread of its own: it looks at once when the kernel tells of a change, glances each second, and looks
 * every few seconds in any case. See {@link FollowedFiles} for what it sees, and {@link Glance} for what it may miss.
 */
@Component(service = {FileFollower.class, HealthReporter.class})
public final class FileFollower implements HealthReporter {

    /** Between glances when nothing tells of a change. */
    static final Duration PAUSE = Duration.ofSeconds(1);
    /** Between looks, whatever glances show. */
    private static final Duration LOOK = Duration.ofSeconds(10);
    /** A burst of changes is one look. */
    private static final Duration BURST = Duration.ofMillis(20);
    /** How long a component waits at its start for the first look at its files. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(3);

    private final Semaphore wanted = new Semaphore(0);
    private final KernelWatch watch = new KernelWatch(wanted::release);
    private final BoundedCalls calls = new BoundedCalls("nephoscope-files", Duration.ofSeconds(10), wanted::release);
    private final FollowedFiles files = new FollowedFiles(calls, watch, Instant::now);
    private final LoopThread thread;
    private long nextRound = System.nanoTime();
    private long nextLook = nextRound;
    private volatile String failure = "";

    @Activate
    public FileFollower() {
        thread = LoopThread.start(
                "nephoscope-folders",
                Backoff.exact(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                this::round,
                new LoopThread.Listener() {

                    @Override
                    public void failed(Throwable cause, int failuresInARow) {
                        failure = cause.toString();
                    }

                    @Override
                    public void recovered() {
                        failure = "";
                    }
                });
    }

    /** Waits for nothing: a call that hangs ends when the process does. */
    @Deactivate
    public void stop() throws InterruptedException {
        thread.close();
        thread.join(Duration.ofSeconds(1));
        watch.close();
        calls.close();
    }

    private void round() throws InterruptedException {
        long wait = nextRound - System.nanoTime();
        boolean isTold = wanted.tryAcquire(Math.max(0, wait), TimeUnit.NANOSECONDS);
        if (isTold) {
            TimeUnit.NANOSECONDS.sleep(BURST.toNanos());
            wanted.drainPermits();
        }
        long now = System.nanoTime();
        nextRound = now + PAUSE.toNanos();
        long due;
        if (isTold || nextLook - now <= 0) {
            nextLook = now + LOOK.toNanos();
            due = files.look(now);
        } else {
            due = files.glance(now);
        }
        nextRound = Math.max(now + BURST.toNanos(), Math.min(nextRound, due));
    }

    /** Follows a place. Returns when its listener knows what is there now, or after a few seconds where that hangs. */
    public void follow(Place place, FileListener listener) throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        files.add(place, listener, looked::countDown);
        wanted.release();
        looked.await(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Follows a place no longer. */
    public void forget(Place place) {
        files.remove(place);
    }

    @Override
    public Collection<HealthReport> health() {
        Stream<HealthReport> own = failure.isEmpty()
                ? Stream.empty()
                : Stream.of(HealthReport.failed(
                        "files", "they are not followed: " + failure, "The log has the stack; report it as a bug"));
        return Stream.concat(own, files.health()).toList();
    }
}
