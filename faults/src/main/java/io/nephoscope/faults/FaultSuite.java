package io.nephoscope.faults;

import io.nephoscope.benchmarks.Interruption;
import io.nephoscope.faults.report.FaultTable;
import io.nephoscope.faults.report.Row;
import io.nephoscope.faults.scene.CeilometerAgent;
import io.nephoscope.faults.scene.Setting;
import io.nephoscope.faults.strike.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Does all faults to our agent, and those that apply to Ceilometer, and ends with status 1 if a limit was broken. */
public final class FaultSuite {

    private static final int PORT = 5710;

    private final SuiteOptions options;
    private final Path out;
    private final Setting setting;
    private final FaultTable table = new FaultTable();

    private FaultSuite(SuiteOptions options, Path root, Path out) {
        this.options = options;
        this.out = out;
        setting = new Setting(
                root,
                out,
                Integer.getInteger("nephoscope.faults.port", PORT),
                options.form(),
                options.queue(),
                Setting.USUAL);
    }

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).equals(List.of("--list"))) {
            Arrays.stream(Fault.values()).forEach(fault -> say("%-24s %s".formatted(fault.option(), fault.title())));
            return;
        }
        Path root = Path.of(System.getProperty("nephoscope.root")).toAbsolutePath();
        SuiteOptions options;
        try {
            options = SuiteOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("faults/run: " + e.getMessage());
            System.exit(2);
            return;
        }
        Interruption interruption = Interruption.ofThisThread();
        FaultSuite suite = new FaultSuite(options, root, root.resolve("target/faults"));
        boolean well = suite.run();
        interruption.over();
        System.exit(well ? 0 : 1);
    }

    private boolean run() throws Exception {
        for (String peer : options.peers()) {
            if (peer.equals(CeilometerAgent.NAME) && !CeilometerAgent.isThere()) {
                say(peer + " is left out: ceilometer-agent-compute is not installed");
                continue;
            }
            List<Fault> faults = options.faults().stream()
                    .filter(fault -> !peer.equals(CeilometerAgent.NAME) || fault.isForCeilometer())
                    .toList();
            run(peer, 1, faults.stream().filter(fault -> fault.nodes() == 1).toList());
            run(
                    peer,
                    Fault.NODES,
                    faults.stream().filter(fault -> fault.nodes() > 1).toList());
        }
        say("\n" + table.markdown());
        List<Row> bad =
                table.rows().stream().filter(row -> !row.problems().isEmpty()).toList();
        bad.forEach(row -> say("!! " + row.peer() + ": " + row.title() + ": " + String.join("; ", row.problems())));
        say("The table is in " + out.resolve("faults.md"));
        return bad.isEmpty() && !table.rows().isEmpty();
    }

    private void run(String peer, int nodes, List<Fault> faults) throws Exception {
        if (faults.isEmpty()) {
            return;
        }
        try (FaultRun run = FaultRun.open(setting(peer, nodes), peer, nodes)) {
            for (Fault fault : faults) {
                String refusal = run.refusal(fault);
                if (!refusal.isEmpty()) {
                    say(fault.title() + " is left out: " + refusal);
                    continue;
                }
                say(peer + ": " + fault.title() + " …");
                note(run.run(fault, options.seed()));
            }
        }
    }

    private Setting setting(String peer, int nodes) {
        return nodes == 1 ? setting.in(peer) : setting.in(peer + "-nodes").declaring(Setting.Queue.QUORUM);
    }

    private void note(Row row) throws IOException {
        table.add(row);
        say(("    %d of %d samples lost, %d in flight at a kill (answered up to %d ms before), %d doubled silently,"
                        + " %d raw doubles, longest pause %d ms, took %d s %s")
                .formatted(
                        row.cost().verdict().samples().lost(),
                        row.cost().verdict().samples().due(),
                        row.cost().verdict().samples().inFlight(),
                        row.cost().verdict().timing().longestUntaken().toMillis(),
                        row.cost().verdict().doubles().silent(),
                        row.cost().verdict().doubles().raw(),
                        row.cost().verdict().timing().longestPause().toMillis(),
                        row.cost().took().toSeconds(),
                        row.problems().isEmpty() ? "" : row.problems()));
        Files.createDirectories(out);
        Files.writeString(out.resolve("faults.md"), table.markdown());
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
