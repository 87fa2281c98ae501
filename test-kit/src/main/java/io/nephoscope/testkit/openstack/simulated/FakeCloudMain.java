package io.nephoscope.testkit.openstack.simulated;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The simulated cloud as a program, for clients that are programs. */
public final class FakeCloudMain {

    private static final String LATENCY = "latency ";
    private static final String USAGE = """
            FakeCloudMain [OPTION…]: a cloud of OpenStack for whoever polls it.

              --port N               where it listens, on this machine alone (any)
              --latency MS           how long each request waits for its answer (0)
              --page-size N          the longest page of services that have a limit (1000)

            How many there are:

            %s

            Any user of Keystone may sign in with the password "secret"; the object gateway wants signatures
            by the key radosgw-admin with the same. Prints "ready URL" with Keystone's address when it listens,
            and stops on SIGTERM. On each line that it reads it prints, as a line of JSON, the requests and bytes
            by method and path since it started; the line "clear" lets it count anew from then on, and the line
            "latency MS" changes the latency.
            """;

    private FakeCloudMain() {}

    /** Runs until it is told to stop. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        FakeCloudOptions options;
        try {
            options = FakeCloudOptions.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(usage());
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.print(usage());
            return;
        }
        run(options, System.out);
    }

    static String usage() {
        return USAGE.formatted(Stream.of(Kind.values())
                .map(kind -> "  %-23s%s(%d)".formatted(kind.option() + " N", count(kind), kind.usual()))
                .collect(Collectors.joining("\n")));
    }

    private static String count(Kind kind) {
        return switch (kind) {
            case CONTAINER -> "of each project, in Swift ";
            case BUCKET -> "of each project, in the object gateway ";
            case RECORDSET -> "of each zone ";
            default -> "";
        };
    }

    private static void run(FakeCloudOptions options, PrintStream out) throws IOException, InterruptedException {
        SimulatedOpenstack openstack = SimulatedOpenstack.start(options.size(), options.port());
        openstack.cloud().latency(options.latency());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(openstack), "fake-cloud-stop"));
        out.println("ready " + openstack.authUrl());
        obey(openstack, out);
        // A program whose input has ended still serves.
        new CountDownLatch(1).await();
    }

    private static void obey(SimulatedOpenstack openstack, PrintStream out) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(openstack.counts().counted().json());
            if (line.equals("clear")) {
                openstack.counts().clear();
            } else if (line.matches(LATENCY + "[0-9]{1,6}")) {
                openstack.cloud().latency(Duration.ofMillis(Long.parseLong(line.substring(LATENCY.length()))));
            }
        }
    }

    private static void close(SimulatedOpenstack openstack) {
        try {
            openstack.close();
        } catch (IOException e) {
            System.err.println("fake cloud: " + e.getMessage());
        }
    }
}
