package io.nephoscope.launcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.shell.protocol.ShellFrame.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;

/** Runs the lines of a file or a pipe, one command each, until the end or {@code exit}. */
final class Script {

    private final RunningAgent agent;

    Script(RunningAgent agent) {
        this.agent = agent;
    }

    /** The status of the last command; 0 if there was none. Empty lines and comments are none. */
    int run(InputStream input) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, UTF_8));
        int width = Tty.width();
        int status = 0;
        for (String line = lines.readLine(); line != null && !leaves(line); line = lines.readLine()) {
            if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                status = agent.run(Kind.LINE, List.of(line), width);
            }
        }
        return status;
    }

    /** Whether a line ends the conversation. The agent stays up. */
    static boolean leaves(String line) {
        String word = line.strip();
        return word.equals("exit") || word.equals("quit");
    }
}
