package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.measure.ProcessClock;
import io.nephoscope.benchmarks.measure.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Guests that are there, and the daemon that knows them. */
interface Host extends AutoCloseable {

    /** What all guests may use in a second when they do nothing. */
    Duration SETTLED = Duration.ofMillis(50);

    /** How long it may take until they do. */
    int MOST_SECONDS_TO_SETTLE = 180;

    /** The daemon's socket for those who only read. */
    Path socket();

    /** The daemon, if what it costs is of interest. */
    List<Long> daemon();

    /** The guests' processes, if they have any. */
    List<Long> guests() throws IOException;

    @Override
    void close() throws IOException;

    /** The real daemon of the testbed, with guests of QEMU. They stay for a larger crowd. */
    static Host real(Testbed testbed, int guests) throws IOException, InterruptedException {
        testbed.call("guests", "up", Integer.toString(guests), "--halted");
        Path state = testbed.state();
        long daemon = Processes.daemon(testbed.daemonScript())
                .orElseThrow(() -> new IOException("the testbed's libvirtd does not run"));
        Host host = new RealHost(state.resolve("libvirt/run/libvirt-sock-ro"), daemon);
        settle(host.guests());
        return host;
    }

    /** Waits until guests have booted and halted; not for ever, for what they use then is subtracted. */
    private static void settle(List<Long> guests) throws InterruptedException {
        for (int second = 0; second < MOST_SECONDS_TO_SETTLE; second++) {
            Duration before = ProcessClock.of(guests);
            Thread.sleep(1000);
            if (ProcessClock.of(guests).minus(before).compareTo(SETTLED) < 0) {
                return;
            }
        }
    }
}
