package io.nephoscope.testkit.libvirt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** The stand-in for libvirtd as a program, for clients that are programs. */
public final class FakeLibvirtdMain {

    private static final String USAGE = """
            FakeLibvirtdMain --socket FILE [OPTION…]: a libvirtd with simulated guests.

              --socket FILE      where it listens; removed in the end
              --guests N         how many guests there are (100)
              --disks N          of each guest (1)
              --interfaces N     of each guest (1)
              --processors N     of each guest (1)
              --no-driver        the guests tell nothing of the memory inside
              --hang N           the process of the N-th guest hangs from the start

            Prints "ready URI" when it listens, and stops on SIGTERM. On each line that it reads it prints,
            as JSON, how many calls of each procedure have come since it started.
            """;

    private FakeLibvirtdMain() {}

    /** Runs until it is told to stop. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.print(USAGE);
            return;
        }
        run(options, System.out);
    }

    private static void run(Options options, PrintStream out) throws IOException, InterruptedException {
        FakeHypervisor hypervisor = FakeHypervisor.simulated(options.guests(), options.shape(), InstantSource.system());
        options.hanging()
                .ifPresent(number ->
                        hypervisor.hang(hypervisor.guests().get(number - 1).domain()));
        // Nobody looks at the calls themselves.
        FakeLibvirtd daemon =
                FakeLibvirtd.start(Acceptor.bind(options.socket()), hypervisor, Limits.USUAL, new CallJournal(0));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(daemon), "fake-libvirtd-stop"));
        out.println("ready " + daemon.uri());
        printCounts(daemon, out);
        // A program whose input has ended still serves.
        new CountDownLatch(1).await();
    }

    private static void printCounts(FakeLibvirtd daemon, PrintStream out) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            StringBuilder json = new StringBuilder();
            daemon.counts().forEach((name, count) -> json.append(json.isEmpty() ? "" : ", ")
                    .append("\"%s\": %d".formatted(name, count)));
            out.println("{" + json + "}");
        }
    }

    private static void close(FakeLibvirtd daemon) {
        try {
            daemon.close();
        } catch (IOException e) {
            System.err.println("fake libvirtd: " + e.getMessage());
        }
    }
}
