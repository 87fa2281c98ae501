package io.nephoscope.faults.strike;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds a megabyte and five threads more with each poll. Runs inside the agent, in a jar of its own. Its threads end some time
 * after it is polled no more, and the memory with them, so that the next fault finds an agent as it was.
 */
public final class Leaking implements Pollster {

    private static final Meter METER = Meter.gauge("leak", "MB");
    private static final int THREADS = 5;
    private static final int BYTES = 1 << 20;
    private static final Duration LASTING = Duration.ofSeconds(20);

    private final List<byte[]> held = new ArrayList<>();
    private volatile long polledAt;

    @Override
    public void poll(Collection<Resource> resources, Poll poll) {
        polledAt = System.nanoTime();
        held.add(new byte[BYTES]);
        for (int thread = 0; thread < THREADS; thread++) {
            Thread leaked = new Thread(this::linger, "leaked-" + held.size() + "-" + thread);
            leaked.setDaemon(true);
            leaked.start();
        }
        for (Resource resource : resources) {
            poll.emit(Sample.of(METER, held.size(), Subject.of(resource.id())));
        }
    }

    private void linger() {
        while (System.nanoTime() - polledAt < LASTING.toNanos()) {
            LockSupport.parkNanos(LASTING.toNanos() / 100);
        }
    }
}
