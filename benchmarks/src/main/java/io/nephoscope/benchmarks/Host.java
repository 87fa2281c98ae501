package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.measure.ProcessClock;
import io.nephoscope.benchmarks.measure.Processes;
import io.nephoscope.benchmarks.peers.Crowd;
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

    /**
     * The real daemon of the testbed, with guests of QEMU. They stay for a larger crowd.
     *
     * @param progress told what is waited for
     */
    static Host real(Testbed testbed, Crowd crowd, Progress progress) throws IOException, InterruptedException {
        progress.say("%s · starting what is missing of them".formatted(crowd));
        testbed.call("guests", "up", Integer.toString(crowd.guests()), "--halted");
        Path state = testbed.state();
        long daemon = Processes.daemon(testbed.daemonScript())
                .orElseThrow(() -> new IOException("the testbed's libvirtd does not run"));
        Host host = new RealHost(state.resolve("libvirt/run/libvirt-sock-ro"), daemon);
        progress.say(
                "%s · waiting until they have booted and rest, %d s at most".formatted(crowd, MOST_SECONDS_TO_SETTLE));
        Duration used = settle(host.guests());
        if (used.compareTo(SETTLED) >= 0) {
            progress.note("%s: they still use %d ms of CPU in a second, which is subtracted from what is measured"
                    .formatted(crowd, used.toMillis()));
        }
        return host;
    }

    /**
     * Waits until guests have booted and halted; not for ever.
     *
     * @return what they used in the last second
     */
    private static Duration settle(List<Long> guests) throws InterruptedException {
        Duration used = SETTLED;
        for (int second = 0; second < MOST_SECONDS_TO_SETTLE && used.compareTo(SETTLED) >= 0; second++) {
            Duration before = ProcessClock.of(guests);
            Thread.sleep(1000);
            used = ProcessClock.of(guests).minus(before);
        }
        return used;
    }
}
