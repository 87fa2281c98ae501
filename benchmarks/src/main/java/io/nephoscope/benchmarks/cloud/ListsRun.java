package io.nephoscope.benchmarks.cloud;

import io.nephoscope.benchmarks.measure.ProcessClock;
import io.nephoscope.benchmarks.measure.Processes;
import io.nephoscope.benchmarks.peers.Installation;
import io.nephoscope.benchmarks.peers.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Several agents that share one cloud, measured for some cycles. For one thread. */
final class ListsRun {

    /** Measuring begins and ends so long before a due time, when cycles are over. */
    private static final Duration BEFORE = Duration.ofSeconds(1);

    private final ListsOptions options;
    private final Place place;
    private final CloudProcess cloud;

    /**
     * Where agents run.
     *
     * @param home the agent as operators unpack it
     * @param state the folder of all files
     * @param endpoints those of ZooKeeper
     */
    record Place(Path home, Path state, String endpoints) {}

    /** What all agents together did in one cycle, on average. */
    record Result(double calls, double kilobytes, double cpuSeconds, double samples) {}

    ListsRun(ListsOptions options, Place place, CloudProcess cloud) {
        this.options = options;
        this.place = place;
        this.cloud = cloud;
    }

    /** @param once whether one agent lists for all */
    Result run(boolean once) throws IOException, InterruptedException {
        List<PeerProcess> agents = new ArrayList<>();
        List<Installation> installations = new ArrayList<>();
        try {
            for (int i = 1; i <= options.agents(); i++) {
                Installation installation =
                        new Installation(place.home(), place.state().resolve((once ? "once-" : "each-") + i));
                configure(installation, "a" + i, once);
                installations.add(installation);
                agents.add(installation.launch("--polling-namespaces", "central"));
            }
            return measure(agents, installations);
        } finally {
            agents.forEach(PeerProcess::close);
        }
    }

    private void configure(Installation installation, String member, boolean once) throws IOException {
        installation.unpack();
        installation.write("core", "publishers=file");
        // Closed files are compressed, and not counted.
        installation.write("publisher.file", "rotate.size=1073741824");
        installation.write(
                "connector.openstack",
                "auth.url=" + cloud.authUrl(),
                "username=ceilometer",
                "password=secret",
                "project.name=service",
                "default.domain.id=default",
                "region.name=RegionOne");
        installation.write(
                "coordination",
                "backend.url=zookeeper://" + place.endpoints(),
                "partitioning.group.prefix=" + (once ? "once" : "each"),
                "member=" + member,
                "discovery.once=" + once);
        installation.poll(options.interval(), options.scene().load().meters());
    }

    private Result measure(List<PeerProcess> agents, List<Installation> installations)
            throws IOException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(options.settling().toMillis());
        awaitPause();
        for (PeerProcess agent : agents) {
            agent.check();
        }
        cloud.clear();
        long samples = samples(installations);
        Duration cpu = cpu(agents);
        TimeUnit.MILLISECONDS.sleep(
                options.interval().multipliedBy(options.cycles() - 1L).toMillis());
        awaitPause();
        CloudProcess.Counts counts = cloud.counts();
        double cycles = options.cycles();
        return new Result(
                counts.calls() / cycles,
                counts.bytes() / 1e3 / cycles,
                cpu(agents).minus(cpu).toMillis() / 1e3 / cycles,
                (samples(installations) - samples) / cycles);
    }

    private void awaitPause() throws InterruptedException {
        long interval = options.interval().toMillis();
        long now = Instant.now().plus(BEFORE).toEpochMilli();
        TimeUnit.MILLISECONDS.sleep(interval - now % interval);
    }

    private static Duration cpu(List<PeerProcess> agents) {
        return agents.stream()
                .map(agent -> ProcessClock.of(Processes.family(agent.pid())))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static long samples(List<Installation> installations) throws IOException {
        long lines = 0;
        for (Installation installation : installations) {
            Path folder = installation.folder().resolve("var/samples");
            if (Files.isDirectory(folder)) {
                lines += lines(folder);
            }
        }
        return lines;
    }

    private static long lines(Path folder) throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
                try (Stream<String> all = Files.lines(file)) {
                    lines += all.count();
                }
            }
        }
        return lines;
    }
}
