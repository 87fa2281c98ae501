package io.nephoscope.support.process;

import io.nephoscope.support.process.ProcessOutcome.Cause;
import io.nephoscope.support.process.ProcessOutcome.NotStarted;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Starts programs, each in a session of its own where {@code setsid} is there: without a terminal, which it could ask
 * for a password, and known by its session's number whatever its children do to their environment.
 */
final class ProcessStarter {

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final int CANNOT_EXECUTE = 126;
    private static final int NOT_FOUND = 127;
    /** {@code error=7, Argument list too long}, or in newer JDKs {@code error: 7 (Argument list too long)}. */
    private static final Pattern ERRNO = Pattern.compile("error(?:=|: )(\\d+)(?:, | \\()([^()]*)");
    /** What setsid says where it could not become the program. */
    private static final Pattern SETSID_FAILED = Pattern.compile("setsid: [^\\n]*: ([^:\\n]+)\\n?");

    private final boolean setsid = Files.isExecutable(SETSID);

    /** The program did not begin. */
    static final class NotStartedException extends Exception {

        private static final long serialVersionUID = 1;

        private final transient NotStarted outcome;

        NotStartedException(Cause cause, String message) {
            super(message);
            this.outcome = new NotStarted(cause, message);
        }

        NotStarted outcome() {
            return outcome;
        }
    }

    /** Starts a program whose standard input is empty. */
    Process start(Command command, ProcessTree tree) throws NotStartedException {
        List<String> words = new ArrayList<>(command.words());
        words.set(0, find(words.get(0)).toString());
        if (setsid) {
            words.add(0, SETSID.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(command.mergesErrors());
        Map<String, String> environment = builder.environment();
        environment.putAll(command.environment());
        tree.mark(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw failure(command, e);
        }
    }

    /** What is asked for, as a path: setsid would not tell a program that is not there from one that failed. */
    private static Path find(String program) throws NotStartedException {
        try {
            if (program.indexOf('/') >= 0) {
                return executable(Path.of(program));
            }
            Path refused = null;
            for (String folder :
                    System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
                Path candidate = Path.of(folder, program).toAbsolutePath();
                if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                    return candidate;
                }
                refused = refused == null && Files.exists(candidate) ? candidate : refused;
            }
            if (refused != null) {
                return executable(refused);
            }
        } catch (InvalidPathException e) {
            throw new NotStartedException(Cause.NO_SUCH_PROGRAM, "no file can be named " + e.getInput());
        }
        throw new NotStartedException(Cause.NO_SUCH_PROGRAM, "there is no program " + program + " on the PATH");
    }

    private static Path executable(Path program) throws NotStartedException {
        if (Files.isDirectory(program)) {
            throw new NotStartedException(Cause.NOT_ALLOWED, program + " is a folder");
        } else if (Files.isExecutable(program)) {
            return program.toAbsolutePath();
        } else if (Files.exists(program)) {
            throw new NotStartedException(Cause.NOT_ALLOWED, program + " must not be executed by the agent's user");
        }
        throw new NotStartedException(Cause.NO_SUCH_PROGRAM, "there is no file " + program);
    }

    /** The JDK's message holds the number and the text of the system's error, and before it the program's name alone. */
    private static NotStartedException failure(Command command, IOException e) {
        String program = command.words().get(0);
        Matcher errno = ERRNO.matcher(String.valueOf(e.getMessage()));
        if (!errno.find()) {
            return new NotStartedException(Cause.OTHER, program + " could not be started");
        }
        Cause cause =
                switch (Integer.parseInt(errno.group(1))) {
                    case 2 -> Cause.NO_SUCH_PROGRAM;
                    case 1, 13 -> Cause.NOT_ALLOWED;
                    case 11, 12, 23, 24 -> Cause.OUT_OF_RESOURCES;
                    default -> Cause.OTHER;
                };
        return new NotStartedException(cause, program + " could not be started: " + errno.group(2));
    }

    /** What setsid said instead of the program: that there is no interpreter for it, for instance. */
    @Nullable
    NotStarted refusal(int exitCode, ProgramOutput errors) {
        if (!setsid || (exitCode != CANNOT_EXECUTE && exitCode != NOT_FOUND)) {
            return null;
        }
        Matcher said = SETSID_FAILED.matcher(errors.text());
        if (!said.matches()) {
            return null;
        }
        Cause cause = exitCode == NOT_FOUND ? Cause.NO_SUCH_PROGRAM : Cause.NOT_ALLOWED;
        return new NotStarted(cause, "it could not be started: " + said.group(1));
    }
}
