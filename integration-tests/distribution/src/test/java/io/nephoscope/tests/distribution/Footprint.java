package io.nephoscope.tests.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process holds.
 *
 * @param anonymousKilobytes resident memory that is no mapped file: the heap and all native memory
 * @param heapKilobytes what is alive on the Java heap
 * @param classLoaders those that are alive
 */
record Footprint(long files, long threads, long anonymousKilobytes, long heapKilobytes, long classLoaders) {

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Pattern ALIVE = Pattern.compile("(?m)^Total +\\d+ +(\\d+)$");
    private static final int BYTES_PER_KILOBYTE = 1024;
    private static final Pattern LOADERS = Pattern.compile("Total Usage - (\\d+) loaders");

    /** What a Java process holds after a collection. */
    static Footprint of(long pid) throws IOException, InterruptedException {
        long alive = aliveKilobytes(pid);
        return new Footprint(
                openFiles(pid),
                status(pid, "Threads"),
                status(pid, "RssAnon"),
                alive,
                sum(LOADERS, jcmd(pid, "VM.metaspace")));
    }

    /**
     * What is alive on the heap, object by object, at rest: the least of three counts, each after a collection.
     * The first lets go of what waits to be cleaned, such as direct buffers; of a cycle that runs, one of them
     * sees less than the others.
     */
    static long aliveKilobytes(long pid) throws IOException, InterruptedException {
        long least = Long.MAX_VALUE;
        for (int count = 0; count < 3; count++) {
            least = Math.min(least, sum(ALIVE, jcmd(pid, "GC.class_histogram")));
        }
        return least / BYTES_PER_KILOBYTE;
    }

    static long openFiles(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.count();
        }
    }

    static long anonymousKilobytes(long pid) throws IOException {
        return status(pid, "RssAnon");
    }

    static long threads(long pid) throws IOException {
        return status(pid, "Threads");
    }

    @Override
    public String toString() {
        return "%d files, %d threads, %d kB of anonymous memory, %d kB alive on the heap, %d class loaders"
                .formatted(files, threads, anonymousKilobytes, heapKilobytes, classLoaders);
    }

    private static long sum(Pattern number, String text) {
        return number.matcher(text)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static long status(long pid, String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(key + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        return Command.run(Map.of(), List.of(JCMD.toString(), String.valueOf(pid), command))
                .text();
    }
}
