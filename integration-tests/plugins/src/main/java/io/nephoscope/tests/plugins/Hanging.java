package io.nephoscope.tests.plugins;

import static java.util.Objects.requireNonNull;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Hangs in one of its methods, whatever interrupts it, until a test lets it go on. Meets the test in the system
 * properties, as {@link Gated} does.
 */
public final class Hanging implements Pollster {

    private static final Meter PASSED = Meter.gauge("passed", "");
    private static final String WHERE = "nephoscope.tests.hang-in";
    private static final String INSIDE = "nephoscope.tests.hangs-in";
    private static final String RELEASED = "nephoscope.tests.hang-until";

    /** Called by Declarative Services. */
    public Hanging() {
        pass("constructor");
    }

    /** Has the next call of a method hang. */
    public static void hangIn(String method) {
        System.getProperties().put(RELEASED, new CountDownLatch(1));
        System.getProperties().put(WHERE, method);
    }

    /** Whether a call hangs now. */
    public static boolean isInside() {
        return System.getProperties().containsKey(INSIDE);
    }

    /** Lets all calls go on, now and later. */
    public static void release() {
        System.getProperties().remove(WHERE);
        ((CountDownLatch) requireNonNull(System.getProperties().get(RELEASED))).countDown();
    }

    /** Called by Declarative Services, as the two below. */
    public void activate() {
        pass("activate");
    }

    public void modified(Map<String, Object> properties) {
        pass("modified");
    }

    public void deactivate() {
        pass("deactivate");
    }

    @Override
    public void poll(Collection<Resource> resources, Poll poll) {
        pass("poll");
        resources.forEach(resource -> poll.emit(Sample.of(PASSED, 1, Subject.of(resource.id()))));
    }

    private static void pass(String method) {
        if (method.equals(System.getProperties().get(WHERE))) {
            CountDownLatch released =
                    (CountDownLatch) requireNonNull(System.getProperties().get(RELEASED));
            System.getProperties().put(INSIDE, method);
            while (released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    // It hangs whatever interrupts it.
                }
            }
            System.getProperties().remove(INSIDE);
        }
    }
}
