package io.nephoscope.tests.plugins;

import static java.util.Objects.requireNonNull;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.util.Collection;
import java.util.concurrent.Semaphore;

/**
 * Stops in the middle of a poll until a test lets it go on, and only then needs another of its
 * classes. The test and the plugin have no class loader in common but the JVM's, so they meet in the
 * system properties.
 */
public final class Gated implements Pollster {

    private static final Meter PASSED = Meter.gauge("passed", "");
    private static final String ENTERED = "nephoscope.tests.entered";
    private static final String MAY_PASS = "nephoscope.tests.may-pass";

    /** Closes the gate. Returns what has a permit for each poll that came to it. */
    public static Semaphore close() {
        System.getProperties().put(MAY_PASS, new Semaphore(0));
        Semaphore entered = new Semaphore(0);
        System.getProperties().put(ENTERED, entered);
        return entered;
    }

    /** Opens the gate for good. */
    public static void open() {
        semaphore(MAY_PASS).release(Integer.MAX_VALUE / 2);
    }

    @Override
    public void poll(Collection<Resource> resources, Poll poll) throws InterruptedException {
        semaphore(ENTERED).release();
        semaphore(MAY_PASS).acquire();
        resources.forEach(resource -> poll.emit(Sample.of(PASSED, Afterwards.volume(), Subject.of(resource.id()))));
    }

    private static Semaphore semaphore(String name) {
        return (Semaphore) requireNonNull(System.getProperties().get(name), name);
    }

    /** Loaded by the first poll that passes the gate. */
    private static final class Afterwards {

        static long volume() {
            return 1;
        }
    }
}
