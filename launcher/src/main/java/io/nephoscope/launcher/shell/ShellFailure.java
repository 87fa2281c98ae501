package io.nephoscope.launcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why the client gives up, with the status that it exits with. Where LSB has a status for it, that is it. */
final class ShellFailure extends IOException {

    static final int NOT_RUNNING = 3;
    static final int NOT_PERMITTED = 4;

    private static final long serialVersionUID = 1;
    private static final int BROKEN_PIPE = 141;
    private static final int LONGEST_PATH = 107;

    private final int status;

    private ShellFailure(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    static ShellFailure at(Path socket, IOException reason) {
        if (socket.toString().getBytes(UTF_8).length > LONGEST_PATH) {
            return new ShellFailure(
                    1, "the path " + socket + " is too long for a socket; set NEPHOSCOPE_VAR to a shorter directory");
        }
        boolean hidden = Files.exists(socket) ? !Files.isWritable(socket) : !Files.notExists(socket);
        if (hidden) {
            return new ShellFailure(
                    NOT_PERMITTED, "only the user who runs the agent may use its shell (" + socket + ")");
        }
        return new ShellFailure(
                NOT_RUNNING,
                "nephoscope is not running: nobody answers at " + socket + " (" + reason.getMessage()
                        + "); bin/nephoscope start starts it");
    }

    static ShellFailure lost() {
        return new ShellFailure(NOT_RUNNING, "the agent ended the connection; bin/nephoscope status tells if it runs");
    }

    static ShellFailure refused(String reason) {
        return new ShellFailure(1, reason);
    }

    /** Whoever read the answer has had enough, as {@code head} does; there is nothing to say about it. */
    static ShellFailure outputClosed() {
        return new ShellFailure(BROKEN_PIPE, "");
    }

    int status() {
        return status;
    }

    /** What the operator reads; empty if nothing. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
