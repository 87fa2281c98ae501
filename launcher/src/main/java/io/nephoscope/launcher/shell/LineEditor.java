package io.nephoscope.launcher.shell;

import io.nephoscope.shell.protocol.ShellFrame.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Edits lines at a terminal, with completion by the agent and a history in memory, and runs them. Ctrl-C
 * abandons the command that runs or the line that is being typed; Ctrl-D leaves.
 */
final class LineEditor {

    private static final String PROMPT = "nephoscope> ";

    private final RunningAgent agent;

    LineEditor(RunningAgent agent) {
        this.agent = agent;
    }

    /** The status of the last command. */
    int run() throws IOException {
        try (Terminal terminal = terminal()) {
            DefaultParser parser = new DefaultParser();
            parser.setEofOnUnclosedQuote(true); // the line goes on
            LineReader reader = LineReaderBuilder.builder()
                    .appName("nephoscope")
                    .terminal(terminal)
                    .parser(parser)
                    .completer((unused, line, candidates) -> complete(line, candidates))
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            return converse(terminal, reader);
        }
    }

    /** JLine's native provider would unpack a library outside var; stty does what is needed. */
    private static Terminal terminal() throws IOException {
        return TerminalBuilder.builder().system(true).provider("exec").build();
    }

    private int converse(Terminal terminal, LineReader reader) throws IOException {
        int status = 0;
        for (String line = nextLine(reader); !Script.leaves(line); line = nextLine(reader)) {
            if (!line.isBlank()) {
                status = run(line, terminal);
            }
        }
        return status;
    }

    /** What was typed; an empty line if it was given up. */
    private static String nextLine(LineReader reader) {
        try {
            return reader.readLine(PROMPT);
        } catch (UserInterruptException e) {
            return "";
        } catch (EndOfFileException e) {
            return "exit";
        }
    }

    private int run(String line, Terminal terminal) throws IOException {
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> interrupt(terminal));
        try {
            return agent.run(Kind.LINE, List.of(line), terminal.getWidth());
        } catch (ShellFailure e) {
            agent.complain(e.sentence());
            return e.status();
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
        }
    }

    private void interrupt(Terminal terminal) {
        agent.interrupt();
        terminal.writer().println(); // the prompt does not follow the ^C that the terminal shows
        terminal.flush();
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        List<String> words = line.words().subList(0, line.wordIndex());
        for (String value : agent.complete(append(words, line.word().substring(0, line.wordCursor())))) {
            candidates.add(new Candidate(value));
        }
    }

    private static List<String> append(List<String> words, String last) {
        List<String> all = new ArrayList<>(words);
        all.add(last);
        return all;
    }
}
