package io.nephoscope.benchmarks.delivery;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nephoscope.benchmarks.peers.PeerProcess;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A shell of the agent that stays open: a question costs milliseconds, and no process. Not thread-safe. */
final class ShellDialog implements AutoCloseable {

    private final PeerProcess shell;
    private final ObjectMapper json = new ObjectMapper();
    private final JsonParser answers;

    /** @param shell which reads commands from its standard input */
    ShellDialog(PeerProcess shell) throws IOException {
        this.shell = shell;
        // Of bytes the parser would read some at once, to learn their encoding: before there is a question.
        answers = json.getFactory()
                .createParser(new InputStreamReader(shell.process().getInputStream(), StandardCharsets.UTF_8));
    }

    /** What a command answers with {@code --json}. */
    JsonNode ask(String command) throws IOException {
        OutputStream questions = shell.process().getOutputStream();
        questions.write((command + " --json\n").getBytes(StandardCharsets.UTF_8));
        questions.flush();
        JsonNode answer = json.readTree(answers);
        if (answer == null) {
            shell.process().onExit().join();
            shell.check();
            throw new IOException("the shell did not answer " + command);
        }
        return answer;
    }

    @Override
    public void close() {
        shell.close();
    }
}
