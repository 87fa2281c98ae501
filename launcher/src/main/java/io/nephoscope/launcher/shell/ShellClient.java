package io.nephoscope.launcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.shell.protocol.ShellFrame.Kind;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Talks to a running agent. With words it runs them as one command and exits with its status; without, it
 * edits lines at a terminal or runs the lines of its standard input. One word with blanks in it is a line.
 */
public final class ShellClient {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private ShellClient() {}

    /** Arguments: the socket's path, {@code --debug} if wanted, the words of a command if wanted. */
    public static void main(String[] args) throws IOException {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        System.exit(run(List.of(args), out, err));
    }

    static int run(List<String> args, OutputStream out, OutputStream err) throws IOException {
        if (args.isEmpty()) {
            err.write("usage: ShellClient SOCKET [--debug] [COMMAND…]\n".getBytes(UTF_8));
            return USAGE;
        }
        boolean debug = args.size() > 1 && args.get(1).equals("--debug");
        List<String> words = args.subList(debug ? 2 : 1, args.size());
        try (RunningAgent agent = new RunningAgent(Path.of(args.get(0)), debug, out, err)) {
            try {
                return words.isEmpty() ? converse(agent) : runOnce(agent, words);
            } catch (ShellFailure e) {
                agent.complain(e.sentence());
                return e.status();
            } catch (IOException | IllegalArgumentException e) {
                agent.complain("the shell failed: " + e.getMessage());
                return FAILED;
            }
        }
    }

    private static int converse(RunningAgent agent) throws IOException {
        agent.connect();
        return Tty.isInput()
                ? new LineEditor(agent).run()
                : new Script(agent).run(new FileInputStream(FileDescriptor.in));
    }

    private static int runOnce(RunningAgent agent, List<String> words) throws IOException {
        String first = words.get(0);
        if (first.equals("--help") || first.equals("-h")) {
            return agent.run(Kind.WORDS, List.of("help"), Tty.width());
        }
        boolean line = words.size() == 1 && first.indexOf(' ') >= 0;
        return agent.run(line ? Kind.LINE : Kind.WORDS, words, Tty.width());
    }
}
