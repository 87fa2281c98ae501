package io.nephoscope.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessClockTest {

    private static final List<Long> THIS = List.of(ProcessHandle.current().pid());

    @Test
    void countsCpuOfThreadsThatEnded() throws Exception {
        Duration before = ProcessClock.of(THIS);

        Thread busy = new Thread(() -> spin(Duration.ofMillis(100)));
        busy.start();
        busy.join();

        assertThat(ProcessClock.of(THIS).minus(before)).isGreaterThanOrEqualTo(Duration.ofMillis(90));
    }

    @Test
    void countsNothingOfProcessesThatAreGone() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();

        assertThat(ProcessClock.of(List.of(gone.pid()))).isZero();
    }

    private static void spin(Duration time) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        while (threads.getCurrentThreadCpuTime() < time.toNanos()) {
            Thread.onSpinWait();
        }
    }
}
