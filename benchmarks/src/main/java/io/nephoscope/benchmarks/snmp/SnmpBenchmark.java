package io.nephoscope.benchmarks.snmp;

import static java.util.stream.Collectors.joining;

import io.nephoscope.benchmarks.measure.Memory;
import io.nephoscope.benchmarks.measure.ProcessClock;
import io.nephoscope.benchmarks.peers.Installation;
import io.nephoscope.benchmarks.peers.PeerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures the agent of operators while it reads 21 values of each of many devices: from the beginning of a cycle until its
 * last sample is at a consumer, the processor time of a cycle, everything between two cycles included, and the memory at the
 * end.
 *
 * <p>Arguments: the number of devices and their port, the broker's URL, the folder to work in, seconds to settle, cycles to
 * measure.
 */
public final class SnmpBenchmark {

    private static final String METERS =
            "['hardware.cpu.*', 'hardware.memory.*', 'hardware.network.ip.*', 'hardware.system_stats.io.*']";
    private static final int VALUES = 21;
    private static final int PER_BLOCK = 250;
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final double NANOS = 1e9;

    private SnmpBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int devices = Integer.parseInt(arguments[0]);
        Path home = Path.of(System.getProperty("nephoscope.root"), "distribution/target/nephoscope");
        Installation installation = new Installation(home, Path.of(arguments[3]));
        installation.unpack();
        installation.write("core", "publishers=amqp");
        installation.write("publisher.amqp", "transport.url=" + arguments[2], "topics=" + Delivery.TOPIC);
        installation.define(polling(devices, arguments[1]));
        try (Delivery delivery = new Delivery(arguments[2]);
                PeerProcess agent = installation.launch("--polling-namespaces", "central")) {
            measure(delivery, agent, devices * VALUES, Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
        }
    }

    private static String polling(int devices, String port) {
        String resources = IntStream.range(0, devices)
                .mapToObj(
                        i -> "      - snmp://public@127.1.%d.%d:%s\n".formatted(i / PER_BLOCK, i % PER_BLOCK + 1, port))
                .collect(joining());
        return """
                sources:
                  - name: devices
                    interval: %d
                    meters: %s
                    resources:
                %s""".formatted(INTERVAL.toSeconds(), METERS, resources);
    }

    private static void measure(Delivery delivery, PeerProcess agent, int samples, int settle, int cycles)
            throws InterruptedException {
        long begun = System.nanoTime();
        Delivery.Cycle cycle = delivery.next(samples, LIMIT);
        System.out.printf("first cycle: %.2f s until delivered%n", seconds(cycle.wall()));
        while (System.nanoTime() - begun < settle * NANOS) {
            delivery.next(samples, LIMIT);
        }
        List<Double> walls = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        Duration before = ProcessClock.of(List.of(agent.pid()));
        for (int i = 0; i < cycles; i++) {
            walls.add(seconds(delivery.next(samples, LIMIT).wall()));
            Duration now = ProcessClock.of(List.of(agent.pid()));
            costs.add(seconds(now.minus(before)));
            before = now;
        }
        System.out.printf(
                "%d samples in a cycle, %d cycles: until delivered %s s, CPU %s s, memory %d MB%n",
                samples, cycles, summary(walls), summary(costs), Memory.kilobytes(List.of(agent.pid())) / 1024);
    }

    /** The median, and the least and the most in brackets. */
    private static String summary(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return "%.2f (%.2f … %.2f)"
                .formatted(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
