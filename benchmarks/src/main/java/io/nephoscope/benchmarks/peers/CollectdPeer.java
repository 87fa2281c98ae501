package io.nephoscope.benchmarks.peers;

import io.nephoscope.benchmarks.measure.Tap;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Debian's collectd with its virt plugin. */
public final class CollectdPeer implements Peer {

    private static final Path PROGRAM = Path.of("/usr/sbin/collectd");
    private static final Pattern TOOK = Pattern.compile("read-function of the `virt-0' plugin took ([0-9.]+) seconds");
    private static final String AT_ONCE = "0.001";
    private static final int CYCLES_TO_TIME = 4;

    @Override
    public String name() {
        return "collectd";
    }

    @Override
    public String work() {
        return "reads each guest by itself, publishes to RabbitMQ; no metadata, no signatures";
    }

    @Override
    public Optional<String> refusal(Crowd crowd) {
        return Files.isExecutable(PROGRAM) && Files.exists(Path.of("/usr/lib/collectd/virt.so"))
                ? Optional.empty()
                : Optional.of("collectd-core is not installed");
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(3);
    }

    @Override
    public Running start(Setting setting) throws IOException {
        return new Polling(run(setting, Long.toString(setting.interval().toSeconds())), setting);
    }

    private static PeerProcess run(Setting setting, String interval) throws IOException {
        Path folder = Files.createDirectories(setting.folder());
        Path file = Files.writeString(folder.resolve("collectd.conf"), configuration(setting, interval));
        return PeerProcess.start(folder, Map.of(), List.of(PROGRAM.toString(), "-f", "-C", file.toString()));
    }

    private static String configuration(Setting setting, String interval) {
        URI broker = URI.create(setting.brokerUrl());
        return """
                BaseDir "%1$s"
                PIDFile "%1$s/collectd.pid"
                PluginDir "/usr/lib/collectd"
                TypesDB "/usr/share/collectd/types.db"
                Hostname "benchmark"
                FQDNLookup false
                Interval %2$s
                LoadPlugin logfile
                <Plugin logfile>
                    LogLevel warning
                    File stdout
                </Plugin>
                LoadPlugin virt
                <Plugin virt>
                    Connection "%3$s"
                    ExtraStats "cpu_util disk disk_err domain_state pcpu vcpu memory"
                </Plugin>
                LoadPlugin amqp
                <Plugin amqp>
                    <Publish "benchmark">
                        Host "%4$s"
                        Port "%5$d"
                        Exchange "%6$s"
                        Format "JSON"
                    </Publish>
                </Plugin>
                """.formatted(setting.folder(), interval, setting.uri(), broker.getHost(), broker.getPort(), Tap.FANOUT);
    }

    static List<Double> tookMillis(String log) {
        return TOOK.matcher(log)
                .results()
                .map(result -> Double.parseDouble(result.group(1)) * 1000)
                .toList();
    }

    private static final class Polling extends Scheduled {

        Polling(PeerProcess process, Setting setting) {
            super(process, setting);
        }

        /** It tells what a cycle took only where that was longer than its interval: so it is run once more. */
        @Override
        public Walls walls() throws IOException, InterruptedException {
            process().close();
            try (PeerProcess hasty = run(setting(), AT_ONCE)) {
                long end = System.nanoTime() + setting().interval().toNanos() * CYCLES_TO_TIME;
                List<Double> took = List.of();
                while (System.nanoTime() < end && took.size() <= CYCLES_TO_TIME) {
                    Thread.sleep(100);
                    took = tookMillis(hasty.log());
                }
                // The first also opens the connection.
                return new Walls(took.subList(Math.min(1, took.size()), took.size()), List.of());
            }
        }
    }
}
