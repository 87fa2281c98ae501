package io.nephoscope.benchmarks.delivery;

import io.nephoscope.benchmarks.peers.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code com.rabbitmq:perf-test}, which publishes as our publisher does: persistent, mandatory, with a window of
 * unconfirmed messages; but one and the same body.
 *
 * @param classes the folder of its jars
 * @param folder of its log
 */
record PerfTestRun(Path classes, Path folder, String brokerUrl) {

    /** As in our publisher's default configuration. */
    private static final int WINDOW = 200;
    /** Until Java has compiled it. */
    private static final double WARM_UP_SECONDS = 4;

    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern CONFIRMED = Pattern.compile("^.*time ([\\d.]+) s.*[ ,]confirmed: ([\\d.]+) msg/s.*$");
    private static final Pattern JAR = Pattern.compile("perf-test-(.*)\\.jar");

    /** Its version; empty if it is not there. */
    Optional<String> version() throws IOException {
        if (!Files.isDirectory(classes)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> JAR.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(jar -> jar.group(1))
                    .findFirst();
        }
    }

    /** How many messages of so many bytes it has confirmed per second, once warm. */
    double perSecond(QueueKind kind, int bodySize, int seconds) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (PeerProcess process = PeerProcess.start(folder, Map.of(), command(kind, bodySize, seconds))) {
            boolean ended = process.process().waitFor(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS);
            String log = Files.readString(folder.resolve("log"));
            if (!ended || process.process().exitValue() != 0) {
                throw new IOException("PerfTest failed: " + log.strip());
            }
            return rate(log).orElseThrow(() -> new IOException("PerfTest told no rate within " + seconds + " s"));
        }
    }

    private List<String> command(QueueKind kind, int bodySize, int seconds) {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        return Stream.concat(
                        Stream.of(java, "-cp", classes + "/*", "com.rabbitmq.perf.PerfTest"),
                        arguments(kind, bodySize, seconds).stream())
                .toList();
    }

    List<String> arguments(QueueKind kind, int bodySize, int seconds) {
        return List.of(
                "--uri",
                brokerUrl.replaceFirst("^rabbit:", "amqp:").replaceFirst("/$", ""),
                "--predeclared",
                "--exchange",
                kind.exchange(),
                "--type",
                "topic",
                "--routing-key",
                kind.queue(),
                "--queue",
                kind.queue(),
                "--producers",
                "1",
                "--consumers",
                "0",
                "--size",
                Integer.toString(bodySize),
                "--confirm",
                Integer.toString(WINDOW),
                "--flag",
                "persistent",
                "--flag",
                "mandatory",
                "--time",
                Integer.toString(seconds));
    }

    /**
     * What was confirmed per second after the warm-up; empty if nothing is told of that time. It tells the rate since the
     * line before, about each second; on a busy machine less often.
     */
    static OptionalDouble rate(String log) {
        double before = 0;
        double seconds = 0;
        double confirmed = 0;
        Iterator<Matcher> lines =
                log.lines().map(CONFIRMED::matcher).filter(Matcher::matches).iterator();
        while (lines.hasNext()) {
            Matcher line = lines.next();
            double now = Double.parseDouble(line.group(1));
            if (before >= WARM_UP_SECONDS) {
                seconds += now - before;
                confirmed += (now - before) * Double.parseDouble(line.group(2));
            }
            before = now;
        }
        return seconds > 0 ? OptionalDouble.of(confirmed / seconds) : OptionalDouble.empty();
    }
}
