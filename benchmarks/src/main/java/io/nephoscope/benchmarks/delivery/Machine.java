package io.nephoscope.benchmarks.delivery;

import io.nephoscope.benchmarks.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What figures depend on beside the program. */
final class Machine {

    private static final Path CPUS = Path.of("/proc/cpuinfo");
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final List<String> PACKAGES =
            List.of("rabbitmq-server", "python3-ceilometer", "python3-oslo.messaging");

    private Machine() {}

    /** One line: processors, kernel, Java, the file system of a folder. */
    static String text(Path folder) throws IOException {
        return "%d processors (%s), Linux %s, Java %s, files on %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        model(Files.readString(CPUS)),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        Files.getFileStore(folder).type());
    }

    static String model(String cpuinfo) {
        return cpuinfo.lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    /** The processes that ran or wanted to, on an average of the last minute. */
    static String load() throws IOException {
        return Files.readString(LOAD).split(" ", -1)[0];
    }

    /** Names and versions of the packages that take part. */
    static String versions() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (String name : PACKAGES) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(' ')
                    .append(Command.run(Map.of(), List.of("dpkg-query", "--show", "--showformat", "${Version}", name)));
        }
        return text.toString();
    }
}
