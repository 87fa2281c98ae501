package io.nephoscope.benchmarks.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named numbers, handed from one JVM to another as lines of text. */
final class Figures {

    private final Map<String, Long> values = new LinkedHashMap<>();

    static Figures read(BufferedReader lines) throws IOException {
        Figures figures = new Figures();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                figures.with(line.substring(0, equals), Long.parseLong(line.substring(equals + 1)));
            }
        }
        return figures;
    }

    Figures with(String name, long value) {
        values.put(name, value);
        return this;
    }

    /** Adds what memory the JVM has come to use, and what of it is left after a collection. */
    Figures withMemory() throws IOException {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.gc();
        return with("heap.peak", peak)
                .with(
                        "heap.live",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed())
                .with("resident.peak", residentPeak());
    }

    long get(String name) {
        Long value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the run did not tell " + name);
        }
        return value;
    }

    /** How much there is of something per sample. */
    double perSample(String name) {
        return (double) get(name) / get("samples");
    }

    void print() {
        values.forEach((name, value) -> System.out.println(name + "=" + value));
    }

    private static long residentPeak() throws IOException {
        return 1024
                * Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow();
    }
}
