package io.nephoscope.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Says what runs, and how long all of it will take as far as can be told from what is done. */
public final class Progress {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final long start = System.nanoTime();
    private double left;
    private double done;

    /** @param seconds what all of it should take */
    public Progress(PrintStream out, double seconds) {
        this.out = out;
        left = seconds;
    }

    /** Says what runs now. */
    public void say(String what) {
        out.printf("%s  %s  (%s left)%n", now(), what, round(Duration.ofMillis(Math.round(remaining()))));
    }

    /** Says what is worth knowing and has no part in the time. */
    public void note(String what) {
        out.printf("%s  %s%n", now(), what);
    }

    /** Counts work as done, or as not needed, that should have taken so long. */
    public void done(double seconds) {
        done += seconds;
        left = Math.max(0, left - seconds);
    }

    private double remaining() {
        double elapsed = (System.nanoTime() - start) / 1e6;
        double slowness = done < 30 ? 1000 : elapsed / done;
        return left * slowness;
    }

    private static String now() {
        return TIME.format(LocalTime.now(ZoneId.systemDefault()));
    }

    private static String round(Duration time) {
        return time.toMinutes() >= 1 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
