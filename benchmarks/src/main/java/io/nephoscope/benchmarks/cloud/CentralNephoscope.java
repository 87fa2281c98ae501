package io.nephoscope.benchmarks.cloud;

import io.nephoscope.benchmarks.Command;
import io.nephoscope.benchmarks.measure.Tap;
import io.nephoscope.benchmarks.peers.Installation;
import io.nephoscope.benchmarks.peers.PeerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Our agent: what operators unpack, with the options that it ships. It polls when its polling.yaml begins to ask for it.
 *
 * @param definitions the folder of declared pollsters
 */
record CentralNephoscope(Path home, Path definitions) implements CloudPeer {

    /** So long that no cycle begins by itself. */
    private static final Duration ONCE = Duration.ofDays(1);

    /** Until it has read that it is to rest: what comes before then changes nothing for it. */
    private static final Duration CALMING = Duration.ofMillis(1500);

    private static final Pattern TAKEN = Pattern.compile("(?:def new generation|tenured generation) +total (\\d+)K");
    private static final double KILOBYTES_PER_MEGABYTE = 1024;

    @Override
    public String name() {
        return CloudOptions.OURS;
    }

    @Override
    public String work() {
        return "this build, asks side by side, signs and publishes to RabbitMQ";
    }

    @Override
    public Optional<String> refusal(Scene scene) {
        return Installation.refusal(home);
    }

    @Override
    public Agent start(CloudSetting setting) throws IOException {
        Installation installation = new Installation(home, setting.folder());
        installation.unpack();
        installation.write("core", "publishers=amqp");
        installation.write("publisher.amqp", "transport.url=" + setting.brokerUrl(), "topics=" + Tap.TOPIC);
        installation.write(
                "connector.openstack",
                "auth.url=" + setting.authUrl(),
                "username=ceilometer",
                "password=secret",
                "project.name=service",
                "default.domain.id=default",
                "region.name=RegionOne");
        installation.declare(definitions);
        installation.rest();
        return new Polling(
                installation,
                installation.launch("--polling-namespaces", "central"),
                setting.scene().load().meters());
    }

    private record Polling(Installation installation, PeerProcess process, String meters) implements Agent {

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public void check() throws IOException {
            process.check();
        }

        @Override
        public void poll() throws IOException {
            installation.poll(ONCE, meters);
        }

        @Override
        public void rest() throws IOException {
            installation.rest();
            LockSupport.parkNanos(CALMING.toNanos());
        }

        @Override
        public Optional<Double> heap() throws IOException, InterruptedException {
            String told = Command.run(
                    Map.of(),
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                            Long.toString(process.pid()),
                            "GC.heap_info"));
            return TAKEN.matcher(told)
                    .results()
                    .map((MatchResult part) -> Double.parseDouble(part.group(1)))
                    .reduce(Double::sum)
                    .map(kilobytes -> kilobytes / KILOBYTES_PER_MEGABYTE);
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
