package io.nephoscope.benchmarks.cloud;

import io.nephoscope.benchmarks.Interruption;
import io.nephoscope.benchmarks.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints what several agents ask one cloud for when each lists what it has, and when one of them does for all. */
public final class ListsBenchmark {

    private ListsBenchmark() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        ListsOptions options;
        try {
            options = ListsOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("lists: " + e.getMessage());
            System.exit(2);
            return;
        }
        Interruption interruption = Interruption.ofThisThread();
        measure(options, Path.of(System.getProperty("nephoscope.root", ".")).toAbsolutePath());
        interruption.over();
    }

    private static void measure(ListsOptions options, Path root) throws IOException, InterruptedException {
        Testbed testbed = new Testbed(root);
        Path state = Files.createTempDirectory(Files.createDirectories(root.resolve("target/benchmark")), "lists");
        ListsRun.Place place = new ListsRun.Place(
                root.resolve("distribution/target/nephoscope"),
                state,
                testbed.call("zookeeper", "endpoints").strip());
        try (CloudProcess cloud = CloudProcess.start(state, options.scene())) {
            ListsRun run = new ListsRun(options, place, cloud);
            System.err.println("each agent lists …");
            ListsRun.Result each = run.run(false);
            System.err.println("one agent lists for all …");
            ListsRun.Result once = run.run(true);
            System.out.printf(
                    Locale.ROOT,
                    "%d agents, %s, each %d s; of all agents together, in one cycle (%d measured)%n",
                    options.agents(),
                    options.scene(),
                    options.interval().toSeconds(),
                    options.cycles());
            row("", "each lists", "one lists", "ratio");
            row("requests to the cloud", each.calls(), once.calls());
            row("kB to and from it", each.kilobytes(), once.kilobytes());
            row("CPU of the agents, s", each.cpuSeconds(), once.cpuSeconds());
            row("samples", each.samples(), once.samples());
        }
    }

    private static void row(String figure, double each, double once) {
        row(figure, text("%,.2f", each), text("%,.2f", once), text("%.2f", once / each));
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static void row(String figure, String each, String once, String ratio) {
        System.out.printf("%-24s %14s %14s %8s%n", figure, each, once, ratio);
    }
}
