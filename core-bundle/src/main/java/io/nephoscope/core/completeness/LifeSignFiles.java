package io.nephoscope.core.completeness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.core.completeness.SeriesLedger.Stored;
import io.nephoscope.core.schedule.AssignmentName;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files {@code alive} and {@code alive.series}: lines of words. The first is small and written often; the second
 * is written when the schedule changes, and its stamp tells if both belong together. Each is replaced in one step, so
 * that a kill at any moment leaves a whole one. Of one thread at a time.
 */
final class LifeSignFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LifeSignFiles.class);

    private static final String ALIVE = "nephoscope-alive-1";
    private static final String SERIES = "nephoscope-series-1";
    private static final String END = "end";
    private static final long LARGEST = 64 << 20;

    private final Path folder;
    private final Path alive;
    private final Path seriesFile;
    private Map<AssignmentName, Long> written = Map.of();
    private long stamp;

    LifeSignFiles(Path folder) {
        this.folder = folder;
        alive = folder.resolve("alive");
        seriesFile = folder.resolve("alive.series");
    }

    // ------------------------------------------------------------------ writing

    void write(LifeSigns signs) throws IOException {
        Files.createDirectories(folder);
        if (stamp == 0 || !signs.series().equals(written)) {
            long next = Math.max(signs.time(), stamp + 1);
            replace(seriesFile, series(signs, next));
            written = signs.series();
            stamp = next;
        }
        replace(alive, alive(signs));
    }

    private static String series(LifeSigns signs, long stamp) {
        StringBuilder lines = new StringBuilder(SERIES + " " + stamp + "\n");
        signs.series().forEach((name, interval) -> lines.append(interval)
                .append(' ')
                .append(word(name.source()))
                .append(' ')
                .append(word(name.pollster()))
                .append('\n'));
        return lines.append(END + "\n").toString();
    }

    /** Of single series by their places in the other file. */
    private String alive(LifeSigns signs) {
        StringBuilder lines = new StringBuilder(ALIVE + " " + signs.time() + " " + stamp + "\n");
        signs.next().forEach((interval, due) -> lines.append("next " + interval + " " + due + "\n"));
        if (!signs.open().isEmpty() || !signs.inMemory().isEmpty()) {
            appendSingle(lines, signs);
        }
        return lines.append(END + "\n").toString();
    }

    private static void appendSingle(StringBuilder lines, LifeSigns signs) {
        int place = 0;
        for (AssignmentName name : signs.series().keySet()) {
            Long due = signs.open().get(name);
            if (due != null) {
                lines.append("open " + place + " " + due + "\n");
            }
            Stored slots = signs.inMemory().get(name);
            if (slots != null) {
                lines.append("memory " + place + " " + slots.first() + " " + slots.slots() + "\n");
            }
            place++;
        }
    }

    private static String word(String name) {
        return "." + URLEncoder.encode(name, UTF_8);
    }

    private static void replace(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        // Not by a channel, which an interrupt would close.
        try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
            out.write(text.getBytes(UTF_8));
            // Else a loss of power could leave the new name with nothing in it.
            out.getFD().sync();
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    // ------------------------------------------------------------------ reading

    /** What an earlier agent left; empty if there was none, or it cannot be read. */
    Optional<LifeSigns> read() {
        try {
            return Optional.of(parse(lines(alive), lines(seriesFile)));
        } catch (NoSuchFileException e) {
            LOG.debug("No agent ran here before", e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be read, so it is not told what was due while no agent ran: {}", alive, e.toString());
        }
        return Optional.empty();
    }

    private static List<String[]> lines(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is too large");
        }
        List<String[]> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(line.split(" ", -1));
        }
        if (lines.isEmpty() || !lines.get(lines.size() - 1)[0].equals(END)) {
            throw new IOException(file + " is not whole");
        }
        return lines.subList(0, lines.size() - 1);
    }

    private static LifeSigns parse(List<String[]> alive, List<String[]> seriesLines) throws IOException {
        String[] head = alive.get(0);
        String[] seriesHead = seriesLines.get(0);
        if (!head[0].equals(ALIVE) || !seriesHead[0].equals(SERIES)) {
            throw new IOException("it is of another version");
        }
        Map<AssignmentName, Long> series = new LinkedHashMap<>();
        for (String[] line : seriesLines.subList(1, seriesLines.size())) {
            series.put(new AssignmentName(name(line[1]), name(line[2])), Long.valueOf(line[0]));
        }
        List<AssignmentName> places = head[2].equals(seriesHead[1]) ? List.copyOf(series.keySet()) : List.of();
        Map<Long, Long> next = new HashMap<>();
        Map<AssignmentName, Long> open = new HashMap<>();
        Map<AssignmentName, Stored> inMemory = new HashMap<>();
        for (String[] line : alive.subList(1, alive.size())) {
            if (line[0].equals("next")) {
                next.put(Long.valueOf(line[1]), Long.valueOf(line[2]));
            } else if (Integer.parseInt(line[1]) < places.size()) {
                AssignmentName name = places.get(Integer.parseInt(line[1]));
                if (line[0].equals("memory") && Long.parseLong(line[3]) > 0) {
                    inMemory.put(name, new Stored(Long.parseLong(line[2]), Long.parseLong(line[3])));
                } else {
                    open.put(name, Long.valueOf(line[2]));
                }
            }
        }
        return new LifeSigns(Long.parseLong(head[1]), next, series, open, inMemory);
    }

    private static String name(String word) {
        return URLDecoder.decode(word.substring(1), UTF_8);
    }
}
