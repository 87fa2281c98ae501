package io.nephoscope.benchmarks.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Prints what a sample costs the agent. */
public final class CostBenchmark {

    /** What the agent is given for more guests than the shipped heap is made for. */
    private static final String LARGE_HEAP = "-Xmx256m";

    private static final int SHIPPED_FOR = 1000;

    /** After how many calls and loops the second compiler is asked for. */
    private static final String[] JAVAS_OWN_THRESHOLDS = {
        "-XX:Tier4InvocationThreshold=5000",
        "-XX:Tier4MinInvocationThreshold=600",
        "-XX:Tier4CompileThreshold=15000",
        "-XX:Tier4BackEdgeThreshold=40000"
    };

    private final Options options;

    private CostBenchmark(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        try {
            new CostBenchmark(Options.parse(arguments)).run();
        } catch (IllegalArgumentException e) {
            System.err.println("cost: " + e.getMessage() + "; --help tells more");
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException {
        JavaOptions shipped = JavaOptions.shipped(options.launcher());
        List<JavaOptions> variants = List.of(
                shipped,
                shipped.and("first compiler alone", "-XX:TieredStopAtLevel=1"),
                shipped.and("Java's own thresholds", JAVAS_OWN_THRESHOLDS));
        CostReport report = new CostReport();
        for (int guests : options.guests()) {
            try (FakeLibvirt libvirt = FakeLibvirt.of(options, guests)) {
                for (JavaOptions variant : variants) {
                    System.err.println(guests + " guests, " + variant.name());
                    report.add(guests, variant.name(), measure(libvirt.uri(), guests, variant));
                }
            }
        }
        report.print();
    }

    private Figures measure(String uri, int guests, JavaOptions variant) throws IOException, InterruptedException {
        Options.Cycles cycles = options.cycles().of(guests);
        List<String> command = new ArrayList<>(List.of(options.java().toString()));
        command.addAll(variant.words());
        if (guests > SHIPPED_FOR) {
            command.add(LARGE_HEAP);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CostRun.class.getName(), uri));
        command.addAll(List.of(String.valueOf(cycles.warmUp()), String.valueOf(cycles.measured())));
        Process run =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        Thread end = new Thread(run::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try (BufferedReader lines = run.inputReader(StandardCharsets.UTF_8)) {
            Figures figures = Figures.read(lines);
            if (run.waitFor() != 0) {
                throw new IOException("the run with " + variant.name() + " failed");
            }
            return figures;
        } finally {
            run.destroy();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }
}
