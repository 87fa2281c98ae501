package io.nephoscope.shell.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.shell.protocol.ShellRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Runs what one client types, one command at a time, each in whatever thread. */
public interface Evaluator {

    /**
     * Runs a command to its end and tells what failed, if anything, on {@code err}.
     *
     * @return the command's status
     * @throws IOException if the client takes no more
     * @throws InterruptedException if it was abandoned
     */
    int run(ShellRequest request, OutputStream out, OutputStream err) throws IOException, InterruptedException;

    /** How the last of the words may go on. */
    List<String> complete(List<String> words);

    /** The command that runs is given up: its thread was interrupted, and nobody takes its output any more. */
    void abandon();

    /** Writes a text that is not empty, as a line. */
    static void tell(OutputStream err, String text) throws IOException {
        if (!text.isEmpty()) {
            err.write((text.endsWith("\n") ? text : text + "\n").getBytes(UTF_8));
        }
    }

    /** What failed, in its own words. */
    static String sentence(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getName() : message;
    }

    /** What failed, with its stack trace. */
    static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
