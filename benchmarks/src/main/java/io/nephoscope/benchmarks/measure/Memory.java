package io.nephoscope.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Resident memory. Pages that processes share count once, which the kernel calls the proportional set size. */
public final class Memory {

    private static final String KEY = "Pss:";

    private Memory() {}

    /** Kilobytes of all of them together; those that are gone count nothing. */
    public static long kilobytes(Collection<Long> processes) {
        return processes.stream().mapToLong(Memory::kilobytesOf).sum();
    }

    private static long kilobytesOf(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")));
        } catch (IOException e) {
            return 0; // it ended meanwhile
        }
    }

    /** What a file {@code smaps_rollup} tells; 0 if nothing, as of a process that is just ending. */
    static long parse(String rollup) {
        return rollup.lines()
                .filter(line -> line.startsWith(KEY))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
