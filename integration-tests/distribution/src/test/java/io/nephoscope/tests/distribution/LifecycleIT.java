package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleIT {

    @TempDir
    Path folder;

    @Test
    void isReadySoonAfterItsStart() throws Exception {
        try (Agent agent = Agent.in(folder)) {
            long start = System.nanoTime();

            agent.run();

            Figures.record("ready after the start", Duration.ofNanos(System.nanoTime() - start));
        }
    }

    @Test
    void stopsCleanlyWhenToldToEnd() throws Exception {
        try (Agent agent = Agent.in(folder).run()) {
            long start = System.nanoTime();

            int status = agent.terminate();

            Figures.record("stopped after SIGTERM", Duration.ofNanos(System.nanoTime() - start));
            assertThat(status).isZero();
            assertThat(agent.state().resolve("nephoscope.pid")).doesNotExist();
        }
    }

    @Test
    void tellsItsStatusAsServicesDo() throws Exception {
        Agent agent = Agent.in(folder);

        int before = agent.command("status").status();
        int start = agent.command("start").status();
        int running = agent.command("status").status();
        int again = agent.command("start").status();
        int stop = agent.command("stop").status();
        int after = agent.command("status").status();
        int stopAgain = agent.command("stop").status();

        assertThat(before).isEqualTo(3);
        assertThat(start).isZero();
        assertThat(running).isZero();
        assertThat(again).isZero();
        assertThat(stop).isZero();
        assertThat(after).isEqualTo(3);
        assertThat(stopAgain).isZero();
    }

    @Test
    void tellsThatItDied() throws Exception {
        Agent agent = Agent.in(folder);
        agent.command("start").text();
        String pid = Files.readString(agent.state().resolve("nephoscope.pid")).strip();

        ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);

        assertThat(agent.command("status").status()).isEqualTo(1);
        assertThat(agent.command("start").status()).isZero();
        assertThat(agent.command("stop").status()).isZero();
    }

    @Test
    void runsBesideAnother() throws Exception {
        try (Agent one = Agent.in(folder.resolve("one")).run();
                Agent other = Agent.in(folder.resolve("other")).run()) {

            assertThat(one.command("status").status()).isZero();
            assertThat(other.command("status").status()).isZero();
            assertThat(one.terminate()).isZero();
            assertThat(other.command("status").status()).isZero();
        }
    }

    @Test
    void refusesToShareItsFolder() throws Exception {
        try (Agent agent = Agent.in(folder).run()) {
            Process second = agent.launch();

            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(75);
            agent.command("stop").text();
        }
    }

    @Test
    void writesNothingOutsideVar() throws Exception {
        Agent agent = Agent.in(folder);
        Map<Path, String> before = filesOutsideVar(agent);

        try (agent) {
            agent.run().shell("plugins");
        }

        assertThat(filesOutsideVar(agent)).isEqualTo(before);
    }

    @Test
    void opensItsShellToItsOwnUserAlone() throws Exception {
        try (Agent agent = Agent.in(folder).run()) {
            Path socket = agent.state().resolve("shell.sock");

            await().until(() -> Files.exists(socket));

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            assertThat(listeningPorts(agent.pid())).isZero();
        }
    }

    @Test
    void tellsTheStatusOfAShellCommand() throws Exception {
        try (Agent agent = Agent.in(folder).run()) {
            assertThat(agent.command("shell", "sources").status()).isZero();
            assertThat(agent.command("shell", "no-such-command").status()).isNotZero();
        }
    }

    @Test
    void introducesItself() throws Exception {
        Agent agent = Agent.in(folder);

        assertThat(agent.command("--version").text()).matches("nephoscope \\d+\\.\\d+\\.\\d+.*");
        assertThat(agent.command("--help").text()).contains("run", "start", "stop", "status", "shell", "validate");
        assertThat(agent.command("start", "--help").text()).startsWith("Usage:");
        assertThat(agent.command("fly").status()).isEqualTo(2);
    }

    private static Map<Path, String> filesOutsideVar(Agent agent) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        for (Path root : new Path[] {Agent.HOME, agent.etc(), agent.deploy()}) {
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : paths.filter(Files::isRegularFile).toList()) {
                    files.put(path, Files.size(path) + " " + Files.getLastModifiedTime(path));
                }
            }
        }
        return files;
    }

    /** How many TCP sockets of a process listen. */
    private static long listeningPorts(long pid) throws IOException, InterruptedException {
        String sockets = Command.run(Map.of(), List.of("ss", "--tcp", "--listening", "--processes", "--no-header"))
                .text();
        return sockets.lines().filter(line -> line.contains("pid=" + pid + ",")).count();
    }
}
