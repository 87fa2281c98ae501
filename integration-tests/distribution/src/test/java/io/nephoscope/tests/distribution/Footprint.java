package io.nephoscope.tests.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process holds.
 *
 * @param anonymousKilobytes resident memory that is no mapped file: the heap and all native memory
 * @param heapKilobytes what is alive on the Java heap
 * @param classKilobytes what classes take
 */
record Footprint(long files, long threads, long anonymousKilobytes, long heapKilobytes, long classKilobytes) {

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Pattern USED = Pattern.compile("(?m)^ *(\\S+)[^\\n]* used (\\d+)K");

    /** What a Java process holds after a collection. */
    static Footprint of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        String heap = jcmd(pid, "GC.heap_info");
        return new Footprint(
                openFiles(pid), status(pid, "Threads"), status(pid, "RssAnon"), used(heap, false), used(heap, true));
    }

    static long openFiles(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.count();
        }
    }

    static long threads(long pid) throws IOException {
        return status(pid, "Threads");
    }

    @Override
    public String toString() {
        return "%d files, %d threads, %d kB of anonymous memory, %d kB alive on the heap, %d kB of classes"
                .formatted(files, threads, anonymousKilobytes, heapKilobytes, classKilobytes);
    }

    private static long used(String heap, boolean ofClasses) {
        long sum = 0;
        for (Matcher matcher = USED.matcher(heap); matcher.find(); ) {
            if (matcher.group(1).equals("Metaspace") == ofClasses
                    && !matcher.group(1).equals("class")) {
                sum += Long.parseLong(matcher.group(2));
            }
        }
        return sum;
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
