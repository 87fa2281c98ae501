package io.nephoscope.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nephoscope.benchmarks.measure.Tap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Our agent: what operators unpack, with the options that it ships. Java compiles what has run often, so what
 * is measured is an agent that has polled for minutes, which rests while others are measured.
 */
public final class NephoscopePeer implements Peer {

    private static final int MOST_WAITS = 2;
    private static final Duration BRISK = Duration.ofSeconds(1);
    /** The longest interval at which cycles are short enough to be made each second. */
    private static final Duration LEISURE = Duration.ofSeconds(5);

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    /** Until an agent that is told to rest has ended its last cycle. */
    private static final Duration CALMING = Duration.ofMillis(1500);

    private final String name;
    private final Path home;
    private final String transport;
    private final Duration settling;
    private @Nullable PeerProcess veteran;

    private NephoscopePeer(String name, Path home, String transport, Duration settling) {
        this.name = name;
        this.home = home;
        this.transport = transport;
        this.settling = settling;
    }

    /**
     * The agent of this build.
     *
     * @param home the unpacked distribution
     * @param transport how it speaks with libvirt
     * @param settling how long it polls, each second where cycles are short, before it is measured
     */
    public static NephoscopePeer ofThisBuild(Path home, String transport, Duration settling) {
        return new NephoscopePeer("nephoscope-" + transport, home, transport, settling);
    }

    /** The agent of another build, which is measured in the same way as this one with transport {@code rpc}. */
    public static NephoscopePeer ofAnotherBuild(String name, Path home, Duration settling) {
        return new NephoscopePeer(name, home, "rpc", settling);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String work() {
        return "reads all guests in bulk, signs and publishes to RabbitMQ; from " + home;
    }

    @Override
    public Optional<String> refusal(Crowd crowd) {
        return Installation.refusal(home);
    }

    @Override
    public Duration warmUp() {
        return WARM_UP;
    }

    @Override
    public Duration settling() {
        return settling;
    }

    @Override
    public Running start(Setting setting) throws IOException {
        return new Polling(launch(setting), setting);
    }

    private PeerProcess launch(Setting setting) throws IOException {
        configure(setting);
        return installation(setting).launch();
    }

    private Installation installation(Setting setting) {
        return new Installation(home, setting.folder());
    }

    @Override
    public Running warm(Running started, Setting setting) throws IOException, InterruptedException {
        started.close();
        Setting own = setting.in(setting.folder().resolveSibling(name + "-veteran"));
        if (veteran == null) {
            veteran = launch(own);
            poll(own, setting.interval().compareTo(LEISURE) > 0 ? setting.interval() : BRISK);
            Thread.sleep(settling.toMillis());
        }
        poll(own, setting.interval());
        Running running = new Resumed(veteran, own);
        running.pass(own.cycles(WARM_UP));
        return running;
    }

    @Override
    public void retire() {
        if (veteran != null) {
            veteran.close();
            veteran = null;
        }
    }

    private void configure(Setting setting) throws IOException {
        Installation installation = installation(setting);
        installation.unpack();
        installation.write("core", "publishers=amqp");
        // No probes between the cycles: only what a cycle costs is of interest.
        installation.write("connector.libvirt", "uri=" + setting.uri(), "transport=" + transport, "probe.seconds=3600");
        installation.write("publisher.amqp", "transport.url=" + setting.brokerUrl(), "topics=" + Tap.TOPIC);
        poll(setting, setting.interval());
    }

    private void poll(Setting setting, Duration interval) throws IOException {
        installation(setting).poll(interval, Meters.yaml());
    }

    /** An agent that polls again, and rests when it is let go. */
    private final class Resumed extends Polling {

        Resumed(PeerProcess process, Setting setting) {
            super(process, setting);
        }

        @Override
        public void close() throws IOException {
            installation(setting()).rest();
            LockSupport.parkNanos(CALMING.toNanos());
        }
    }

    private class Polling extends Scheduled {

        Polling(PeerProcess process, Setting setting) {
            super(process, setting);
        }

        @Override
        public Walls walls() throws IOException, InterruptedException {
            JsonNode task = task();
            for (int wait = 0; wait < MOST_WAITS && task.path("running").asBoolean(); wait++) {
                pass(1);
                task = task();
            }
            if (task.path("running").asBoolean()) {
                // One cycle follows the other: each takes the whole interval at least.
                return new Walls(List.of((double) setting().interval().toMillis()), List.of());
            }
            Instant start = Instant.ofEpochMilli(task.path("lastStartedAt").asLong());
            double told = task.path("lastDurationMillis").asDouble();
            return new Walls(
                    List.of(told),
                    delivered(setting().tap().arrivals(), start, Instant.MAX).stream()
                            .toList());
        }

        private JsonNode task() throws IOException, InterruptedException {
            String answer = installation(setting()).shell("tasks", "--json");
            return new ObjectMapper().readTree(answer).path(0);
        }
    }
}
