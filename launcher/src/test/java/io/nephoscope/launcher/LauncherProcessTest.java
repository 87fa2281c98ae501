package io.nephoscope.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.launcher.abuse.Abuse;
import io.nephoscope.launcher.abuse.Installer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a process of its own, which plugins end. */
@Timeout(40)
class LauncherProcessTest {

    private static final String THREAD = "thread \"nephoscope-worker-1 pollster abuse.meter of org.example.abuse\"";

    @TempDir
    Path home;

    private Path log;
    private final List<Process> agents = new ArrayList<>();

    @BeforeEach
    void install() throws IOException {
        log = home.resolve("var/log/nephoscope.log");
        PluginJars.write(home.resolve("system/1/installer.jar"), "installer", Installer.class);
        PluginJars.write(home.resolve("deploy/plugin.jar"), "org.example.abuse", Abuse.class);
    }

    @AfterEach
    void endWhatDidNotEnd() {
        agents.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "small", "array"})
    void namesThePluginInTheLastLineOfTheLogWhenItTookAllMemory(String abuse) throws Exception {
        int status = run(abuse);

        assertThat(status).isEqualTo(3);
        assertThat(lastLine())
                .contains("Out of memory", "pollster abuse.meter of org.example.abuse", "NEPHOSCOPE_HEAP_DUMP");
    }

    @Test
    void namesThePluginInTheLastLineOfTheLogWhenThreadsRanOut() throws Exception {
        int status = run("threads");

        assertThat(status).isEqualTo(3);
        assertThat(lastLine()).contains("Out of threads", THREAD, "TasksMax");
    }

    @Test
    void tellsWhichPluginCalledSystemExitAndEndsWithAStatusOfItsOwn() throws Exception {
        int status = run("exit");

        assertThat(status).isEqualTo(4);
        assertThat(lastLine())
                .contains("System.exit was called", THREAD, "Abuse.run", "of org.example.abuse 0.0.0", "status 4");
        assertThat(home.resolve("var/nephoscope.pid")).doesNotExist();
    }

    @Test
    void tellsThatAPluginAndNoOperatorStoppedTheFramework() throws Exception {
        int status = run("stop");

        assertThat(status).isEqualTo(4);
        assertThat(lastLine()).contains("A plugin stopped the framework");
    }

    @Test
    void logsWhatEndsAThreadInsteadOfLeavingItToStandardError() throws Exception {
        Process agent = start("throw");
        while (!Files.exists(log) || !Files.readString(log).contains("it broke")) {
            assertThat(agent.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
        }

        agent.destroy();
        assertThat(agent.waitFor()).isZero();
        assertThat(Files.readString(log)).contains("ended by what nobody caught", "it broke");
        assertThat(lastLine()).endsWith("Stopped");
    }

    @Test
    void tellsAtTheNextStartThatTheAgentDidNotStopByItself() throws Exception {
        run("array");
        run("exit");

        assertThat(Files.readString(log)).contains("ended without stopping");
    }

    @Test
    void refusesFoldersThatOthersMayWriteTo() throws Exception {
        Path state = Files.createDirectories(home.resolve("var"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));

        int status = run("exit");

        assertThat(status).isEqualTo(1);
        assertThat(Files.readString(home.resolve("err"))).contains("var may be written by every user", "chmod o-w");
    }

    @Test
    void logsWhereItPromisedWhenTheLoggingThatIsConfiguredCannotBeUsed() throws Exception {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/logback.xml"), "<configuration>\n<root level='INFO'>\n</configuration>\n");

        run("exit");

        assertThat(Files.readString(log)).contains("etc/logback.xml is not used");
    }

    private int run(String abuse) throws Exception {
        Process agent = start(abuse);
        assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return agent.exitValue();
    }

    private Process start(String abuse) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dabuse=" + abuse,
                "-Dnephoscope.home=" + home,
                "-Dnephoscope.console.level=OFF",
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName()));
        Process agent = new ProcessBuilder(command)
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile())
                .start();
        agents.add(agent);
        return agent;
    }

    /** But for that of the start: a plugin may break before its end is told. */
    private String lastLine() throws IOException {
        List<String> lines = Files.readAllLines(log, UTF_8).stream()
                .filter(line -> !line.contains("Launcher Started in"))
                .toList();
        return lines.get(lines.size() - 1);
    }
}
