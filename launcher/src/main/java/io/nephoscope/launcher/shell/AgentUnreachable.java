package io.nephoscope.launcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why the agent did not answer, with the status that the client exits with. Statuses as LSB has them. */
final class AgentUnreachable extends IOException {

    static final int NOT_RUNNING = 3;
    static final int NOT_PERMITTED = 4;

    private static final long serialVersionUID = 1;
    private static final int LONGEST_PATH = 107;

    private final int status;

    private AgentUnreachable(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    static AgentUnreachable at(Path socket, IOException reason) {
        if (socket.toString().getBytes(UTF_8).length > LONGEST_PATH) {
            return new AgentUnreachable(
                    1, "the path " + socket + " is too long for a socket; set NEPHOSCOPE_VAR to a shorter directory");
        }
        boolean hidden = Files.exists(socket) ? !Files.isWritable(socket) : !Files.notExists(socket);
        if (hidden) {
            return new AgentUnreachable(
                    NOT_PERMITTED, "only the user who runs the agent may use its shell (" + socket + ")");
        }
        return new AgentUnreachable(
                NOT_RUNNING,
                "nephoscope is not running: nobody answers at " + socket + " (" + reason.getMessage()
                        + "); bin/nephoscope start starts it");
    }

    static AgentUnreachable lost() {
        return new AgentUnreachable(
                NOT_RUNNING, "the agent ended the connection; bin/nephoscope status tells if it runs");
    }

    static AgentUnreachable refused(String reason) {
        return new AgentUnreachable(1, reason);
    }

    int status() {
        return status;
    }

    /** What the operator reads. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
