package io.nephoscope.faults.partition;

import io.nephoscope.benchmarks.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Does all faults to several agents that share one cloud, and ends with status 1 if a limit was broken. */
public final class ManyAgents {

    private static final int PORT = 5740;

    private final SharedOptions options;
    private final Path root;
    private final Path out;
    private final SharedTable table = new SharedTable();

    private ManyAgents(SharedOptions options, Path root) {
        this.options = options;
        this.root = root;
        this.out = Path.of(System.getProperty(
                        "nephoscope.faults.out",
                        root.resolve("target/many-agents").toString()))
                .toAbsolutePath();
    }

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).equals(List.of("--list"))) {
            Arrays.stream(SharedFault.values())
                    .forEach(fault -> say("%-18s %s".formatted(fault.option(), fault.title())));
            return;
        }
        SharedOptions options;
        try {
            options = SharedOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("faults/many: " + e.getMessage());
            System.exit(2);
            return;
        }
        Interruption interruption = Interruption.ofThisThread();
        Path root = Path.of(System.getProperty("nephoscope.root")).toAbsolutePath();
        boolean well = new ManyAgents(options, root).run();
        interruption.over();
        System.exit(well ? 0 : 1);
    }

    private boolean run() throws Exception {
        for (String peer : options.peers()) {
            run(peer);
        }
        say("\n" + table.markdown());
        List<SharedRow> bad =
                table.rows().stream().filter(row -> !row.problems().isEmpty()).toList();
        bad.forEach(row -> say(
                "!! " + row.heading().peer() + ": " + row.fault().title() + ": " + String.join("; ", row.problems())));
        say("The table is in " + out.resolve("many-agents.md"));
        return bad.isEmpty() && !table.rows().isEmpty();
    }

    private void run(String peer) throws Exception {
        try (SharedRun run = SharedRun.open(setting(peer))) {
            for (SharedFault fault : options.faults()) {
                say(peer + ": " + fault.title() + " …");
                for (long seed : options.seeds()) {
                    note(run.run(fault, seed));
                }
            }
        }
    }

    private SharedSetting setting(String peer) {
        return new SharedSetting(
                root,
                out.resolve(peer),
                Integer.getInteger("nephoscope.faults.port", PORT),
                options.engine(),
                options.crowd(),
                options.timing(),
                peer);
    }

    private void note(SharedRow row) throws IOException {
        table.add(row);
        say("    %d of %d samples lost, %d doubled, moves %d (ideal %d), loads %s, took %d s %s"
                .formatted(
                        row.verdict().lost(),
                        row.verdict().due(),
                        row.verdict().doubles().silent(),
                        row.verdict().moves(),
                        row.ideal(),
                        row.verdict().loads(),
                        row.took().toSeconds(),
                        row.problems().isEmpty() ? "" : row.problems()));
        row.verdict().examples().forEach(example -> say("      " + example));
        Files.createDirectories(out);
        Files.writeString(out.resolve("many-agents.md"), table.markdown());
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
