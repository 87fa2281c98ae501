package io.nephoscope.publisher.amqp.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the one thread that waits for work; rung while nobody waits, it is heard at the next wait. */
final class Bell {

    private final Semaphore rung = new Semaphore(0);

    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits until the bell rings or the time is over. */
    void await(Duration timeout) throws InterruptedException {
        if (rung.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            rung.drainPermits();
        }
    }
}
