package io.nephoscope.benchmarks.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.benchmarks.measure.ProcessClock;
import io.nephoscope.benchmarks.peers.Installation;
import io.nephoscope.benchmarks.peers.PeerProcess;
import io.nephoscope.tests.plugins.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Our agent with a pollster that floods it; it rests between the floods. Not thread-safe. */
final class FloodAgent implements AutoCloseable {

    private static final String NAME = "delivery.flood";
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long GLANCE_MILLIS = 200;

    private final Installation installation;
    private final PeerProcess process;
    private final ShellDialog shell;
    private int floods;

    /**
     * What a flood took.
     *
     * @param time from the first sample emitted until the last one confirmed
     * @param cpu of the agent, a little of it before and after
     */
    record Flooded(int samples, Duration time, Duration cpu) {

        double perSecond() {
            return samples / (time.toNanos() / 1e9);
        }

        /** Microseconds of CPU. */
        double perSample() {
            return cpu.toNanos() / 1e3 / samples;
        }
    }

    private FloodAgent(Installation installation, PeerProcess process, ShellDialog shell) {
        this.installation = installation;
        this.process = process;
        this.shell = shell;
    }

    /**
     * Starts it.
     *
     * @param journal where batches wait: disk or memory
     */
    static FloodAgent start(Installation installation, String journal, QueueKind queue, String brokerUrl)
            throws IOException, InterruptedException {
        installation.unpack();
        installation.write("core", "publishers=amqp", "journal=" + journal, "journal.memory.size=1024");
        installation.write("publisher.amqp", queue.configuration(brokerUrl));
        installation.rest();
        PluginJar.of(NAME, Flood.class)
                .holding(FloodSubjects.class)
                .moveInto(installation.folder().resolve("deploy"), NAME + ".jar");
        PeerProcess process = installation.launch();
        try {
            awaitReady(installation, process);
            return new FloodAgent(installation, process, new ShellDialog(installation.converse()));
        } catch (IOException | InterruptedException e) {
            process.close();
            throw e;
        }
    }

    private static void awaitReady(Installation installation, PeerProcess process)
            throws IOException, InterruptedException {
        Path ready = installation.folder().resolve("var/nephoscope.ready");
        long deadline = System.nanoTime() + START.toNanos();
        while (!Files.exists(ready)) {
            process.check();
            if (System.nanoTime() > deadline) {
                throw new IOException("the agent was not ready within " + START.toSeconds() + " s");
            }
            Thread.sleep(GLANCE_MILLIS);
        }
    }

    /** Has it emit so many samples, and waits until the broker has confirmed them; fails if any is dropped. */
    Flooded flood(int samples) throws IOException, InterruptedException {
        long wanted = publisher().path("confirmed").asLong() + samples;
        Duration before = cpu();
        floods++;
        installation.define("""
                sources:
                  - name: flood-%d
                    interval: 86400
                    meters: [%s]
                    resources: ['%d']
                """.formatted(floods, NAME, samples));
        long end = awaitConfirmed(wanted);
        Duration spent = cpu().minus(before);
        long begun = Long.parseLong(
                Files.readString(installation.folder().resolve("var").resolve(Flood.BEGUN)));
        installation.rest();
        return new Flooded(samples, Duration.ofMillis(end - begun), spent);
    }

    /** @return when it was seen, in milliseconds since the epoch */
    private long awaitConfirmed(long wanted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (JsonNode now = publisher(); now.path("confirmed").asLong() < wanted; now = publisher()) {
            if (now.path("dropped").asLong() > 0 || System.nanoTime() > deadline) {
                throw new IOException("not all samples were delivered: " + now);
            }
            process.check();
            Thread.sleep(GLANCE_MILLIS);
        }
        return System.currentTimeMillis();
    }

    private JsonNode publisher() throws IOException {
        return shell.ask("publishers").path(0);
    }

    private Duration cpu() {
        return ProcessClock.of(List.of(process.pid()));
    }

    @Override
    public void close() {
        shell.close();
        process.close();
    }
}
