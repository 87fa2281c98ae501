package io.nephoscope.journal.tool;

import io.nephoscope.journal.CursorFile;
import io.nephoscope.journal.JournalReader.Entry;
import io.nephoscope.journal.file.DiskFolder;
import io.nephoscope.journal.segment.SegmentName;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at a journal: lists its segments, prints its batches, checks its records. It writes nothing and locks nothing,
 * so that it may look at the journal of an agent that runs.
 */
public final class JournalCommand {

    static final int FINE = 0;
    static final int BAD = 1;
    static final int MISUSED = 2;

    private static final String USAGE = """
            Usage: nephoscope journal list   [FOLDER]      its segments, and what they hold
                   nephoscope journal cat    [FOLDER] [--from POSITION] [--source NAME] [--pollster NAME]
                                                           its batches, one line of JSON each
                   nephoscope journal verify [FOLDER]      checks all of it; ends with 1 if any is bad

            FOLDER is that of the agent unless it is given. Nothing is changed, and the agent may run. What publishers
            are done with is shown, too, as long as it shares a segment with what they are not.
            """;

    private final PrintStream out;
    private final PrintStream err;

    JournalCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Exits with 0 if all is well, 1 if anything is bad, 2 if it was misused or the journal cannot be read. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int status =
                new JournalCommand(out, System.err).run(args[0], List.of(args).subList(1, args.length));
        out.flush();
        System.exit(status);
    }

    /** What is asked for. */
    private record Request(String action, Path folder, long from, String source, String pollster) {

        boolean wants(Entry entry) {
            return entry.position() >= from
                    && (source.isEmpty() || source.equals(entry.batch().source()))
                    && (pollster.isEmpty() || pollster.equals(entry.batch().pollster()));
        }
    }

    /** @param folder where the agent's journal is */
    int run(String folder, List<String> words) {
        if (words.contains("--help") || words.contains("-h")) {
            out.print(USAGE);
            return FINE;
        }
        try {
            return run(request(folder, new ArrayDeque<>(words)));
        } catch (IllegalArgumentException e) {
            err.println("nephoscope journal: " + OneLine.of(e.getMessage()) + "; see nephoscope journal --help");
            return MISUSED;
        } catch (IOException e) {
            err.println("nephoscope journal: " + OneLine.of(e.toString()));
            return MISUSED;
        }
    }

    private static Request request(String agents, Deque<String> words) {
        String action = words.isEmpty() ? "" : words.remove();
        if (!List.of("list", "cat", "verify").contains(action)) {
            throw new IllegalArgumentException(
                    action.isEmpty() ? "say list, cat or verify" : "there is no command " + action);
        }
        String folder = agents;
        long from = 0;
        String source = "";
        String pollster = "";
        while (!words.isEmpty()) {
            String word = words.remove();
            switch (word) {
                case "--from" -> from = position(value(word, words));
                case "--source" -> source = value(word, words);
                case "--pollster" -> pollster = value(word, words);
                default -> folder = folder(word);
            }
        }
        return new Request(action, Path.of(folder), from, source, pollster);
    }

    private static String value(String option, Deque<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.remove();
    }

    private static long position(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--from needs a position, which is a whole number, not " + text, e);
        }
    }

    private static String folder(String word) {
        if (word.startsWith("-")) {
            throw new IllegalArgumentException("there is no option " + word);
        }
        return word;
    }

    private int run(Request request) throws IOException {
        if (!Files.isDirectory(request.folder())) {
            throw new NoSuchFileException(
                    request.folder().toString(), null, "there is no journal; it may be in memory (key journal)");
        }
        return switch (request.action()) {
            case "list" -> list(request);
            case "cat" -> cat(request);
            default -> verify(request);
        };
    }

    private int list(Request request) throws IOException {
        out.printf(
                "%-20s %12s %12s %9s %7s %10s  %s%n",
                "SEGMENT", "FIRST", "LAST", "BATCHES", "BAD", "BYTES", "POLLED FROM");
        for (SegmentReport report : read(request, entry -> {})) {
            SegmentReport.Batches batches = report.batches();
            boolean none = batches.count() == 0;
            out.printf(
                    "%-20s %12s %12s %9d %7d %10d  %s%n",
                    report.name(),
                    none ? "-" : batches.first(),
                    none ? "-" : report.end() - 1,
                    batches.count(),
                    report.bad(),
                    report.bytes(),
                    none ? "-" : batches.oldest().truncatedTo(ChronoUnit.SECONDS));
        }
        return FINE;
    }

    private int cat(Request request) throws IOException {
        read(request, entry -> {
            if (request.wants(entry)) {
                out.println(BatchJson.line(entry));
            }
        });
        return FINE;
    }

    private int verify(Request request) throws IOException {
        List<SegmentReport> reports = read(request, entry -> {});
        for (SegmentReport report : reports) {
            if (report.bad() > 0) {
                out.println(report.name() + ": " + report.bad() + " records cannot be read");
            }
            if (report.torn() > 0) {
                out.println(report.name() + ": " + report.torn() + " bytes at the end are not whole, or not yet");
            }
        }
        boolean cursors = new CursorFile(request.folder()).isWhole();
        if (!cursors) {
            out.println("cursors: cannot be read; publishers are handed again what is in the journal");
        }
        long batches =
                reports.stream().mapToLong(report -> report.batches().count()).sum();
        long bad = reports.stream().mapToLong(SegmentReport::bad).sum();
        boolean fine = bad == 0 && cursors;
        out.printf(
                "%s: %s, segments: %d, batches: %d, bad: %d%n",
                fine ? "OK" : "BAD", request.folder(), reports.size(), batches, bad);
        return fine ? FINE : BAD;
    }

    /** Reads all of it, the oldest first. */
    private List<SegmentReport> read(Request request, Consumer<Entry> batches) throws IOException {
        DiskFolder folder = new DiskFolder(request.folder());
        String[] names = folder.list().stream()
                .filter(name -> SegmentName.sequence(name).isPresent())
                .toArray(String[]::new);
        Arrays.sort(names);
        List<SegmentReport> reports = new ArrayList<>();
        for (String name : names) {
            try {
                SegmentReport report = SegmentReport.of(folder, name, batches);
                int last = reports.size() - 1;
                if (last >= 0) {
                    reports.set(last, reports.get(last).followedBy(report));
                }
                reports.add(report);
            } catch (NoSuchFileException e) {
                err.println(name + " is gone: the agent was done with it");
            }
        }
        return reports;
    }
}
