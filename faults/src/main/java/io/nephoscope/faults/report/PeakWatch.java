package io.nephoscope.faults.report;

import io.nephoscope.faults.scene.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks at an agent five times a second. A daemon thread of its own. */
public final class PeakWatch implements AutoCloseable {

    private static final long PERIOD_MILLIS = 200;
    private static final long KILO = 1024;

    private final Subject subject;
    private final Thread thread = new Thread(this::run, "peak-watch");
    private Peak peak = Peak.NONE;

    private PeakWatch(Subject subject) {
        this.subject = subject;
    }

    /** Begins to look. */
    public static PeakWatch on(Subject subject) {
        PeakWatch watch = new PeakWatch(subject);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** The most since this was asked last. */
    public synchronized Peak take() {
        Peak taken = peak;
        peak = Peak.NONE;
        return taken;
    }

    private synchronized void note(Peak now) {
        peak = peak.or(now);
    }

    private void run() {
        try {
            while (true) {
                note(new Peak(
                        subject.processes().stream()
                                .mapToLong(PeakWatch::residentBytes)
                                .sum(),
                        bytesIn(subject.store())));
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long residentBytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILO)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // it has just ended
        }
    }

    private static long bytesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(PeakWatch::bytesOf).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // there is none, or it is being changed
        }
    }

    private static long bytesOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0; // it was deleted meanwhile
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
