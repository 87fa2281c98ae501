package io.nephoscope.journal;

import io.nephoscope.journal.batch.BodyReader;
import io.nephoscope.journal.batch.BodyWriter;
import io.nephoscope.journal.batch.MalformedBodyException;
import io.nephoscope.journal.file.DiskFolder;
import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.file.JournalFolder;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each publisher is done with. It belongs into the folder of the journal, which never gives a position again that a
 * cursor there has passed. It is replaced in one step; beside it lies a newer one that is written over again and again,
 * which is cheap, and may be damaged by a loss of power. Of one thread at a time.
 */
public final class CursorFile {

    private static final Logger LOG = LoggerFactory.getLogger(CursorFile.class);

    private static final String NAME = "cursors";
    private static final String UNFINISHED = "cursors.new";
    private static final String LATEST = "cursors.latest";
    private static final long MAGIC = 0x4E45_5048_4355_5253L;
    private static final int VERSION = 1;
    private static final long LARGEST = 64 << 20;

    private final JournalFolder folder;
    private boolean hasLatest;

    /** The file of a journal's folder. */
    public CursorFile(Path folder) {
        this(new DiskFolder(folder));
    }

    /** The file of a journal's folder, wherever that is. */
    public CursorFile(JournalFolder folder) {
        this.folder = folder;
    }

    /** The cursors by the names of the publishers. None if there is no file or it cannot be read: then all is sent again. */
    public Map<String, Cursor> read() {
        Map<String, Cursor> cursors = new TreeMap<>(latest());
        try {
            load(NAME).forEach((name, cursor) -> cursors.merge(name, cursor, CursorFile::later));
        } catch (IOException e) {
            LOG.error(
                    "{}/{} cannot be read ({}); publishers are handed again what is in the journal{}.",
                    folder,
                    NAME,
                    OneLine.of(e.getMessage()),
                    cursors.isEmpty() ? "" : " and they were not done with when " + LATEST + " was written");
        }
        return cursors;
    }

    private Map<String, Cursor> latest() {
        try {
            return load(LATEST);
        } catch (IOException e) {
            LOG.debug("{}/{} cannot be read.", folder, LATEST, e);
            return Map.of();
        }
    }

    /** A publisher is done with more and more. */
    private static Cursor later(Cursor one, Cursor other) {
        if (one.before() != other.before()) {
            return one.before() > other.before() ? one : other;
        }
        return count(one) > count(other) ? one : other;
    }

    private static long count(Cursor cursor) {
        return cursor.beyond().stream()
                .mapToLong(range -> range.to() - range.from())
                .sum();
    }

    /** Whether there is nothing wrong with it; also if there is none. */
    public boolean isWhole() {
        try {
            load(NAME);
            return true;
        } catch (IOException e) {
            LOG.debug("{}/{} cannot be read.", folder, NAME, e);
            return false;
        }
    }

    private Map<String, Cursor> load(String name) throws IOException {
        try (JournalFile file = folder.open(name)) {
            byte[] bytes = new byte[(int) Math.min(LARGEST, file.size())];
            return parse(bytes, file.read(0, bytes, 0, bytes.length));
        } catch (NoSuchFileException e) {
            return Map.of();
        }
    }

    /** The position that no cursor has passed. */
    long end() {
        return read().values().stream().mapToLong(CursorFile::end).max().orElse(0);
    }

    private static long end(Cursor cursor) {
        return cursor.beyond().stream().mapToLong(Positions::to).reduce(cursor.before(), Math::max);
    }

    private static Map<String, Cursor> parse(byte[] bytes, int count) throws IOException {
        int end = count - Integer.BYTES;
        if (end < 0 || BodyReader.intAt(bytes, end) != sum(bytes, end)) {
            throw new MalformedBodyException("it was not written whole, or is damaged");
        }
        BodyReader in = new BodyReader(bytes, 0, end);
        if (in.readLong() != MAGIC) {
            throw new MalformedBodyException("it is another kind of file");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new MalformedBodyException("its format is of version " + version + ", which a newer agent writes");
        }
        Map<String, Cursor> cursors = new TreeMap<>();
        for (int rest = in.readCount(); rest > 0; rest--) {
            cursors.put(in.readText(), cursor(in));
        }
        return cursors;
    }

    private static Cursor cursor(BodyReader in) throws IOException {
        long before = in.readVar();
        List<Positions> beyond = new ArrayList<>();
        for (int rest = in.readCount(); rest > 0; rest--) {
            long from = in.readVar();
            beyond.add(new Positions(from, from + in.readVar()));
        }
        return new Cursor(before, beyond);
    }

    /** Replaces the cursors; they are safe when it returns. */
    public void write(Map<String, Cursor> cursors) throws IOException {
        BodyWriter out = encoded(cursors);
        try (JournalFile file = folder.create(UNFINISHED)) {
            file.write(0, out.array(), 0, out.size());
            file.force();
        }
        folder.rename(UNFINISHED, NAME);
        folder.force();
    }

    /** Writes newer cursors than those that are safe; they outlast the process when it returns. */
    public void writeLatest(Map<String, Cursor> cursors) throws IOException {
        BodyWriter out = encoded(cursors);
        try (JournalFile file = hasLatest ? folder.change(LATEST) : folder.create(LATEST)) {
            hasLatest = false;
            file.write(0, out.array(), 0, out.size());
            if (file.size() > out.size()) {
                file.truncate(out.size());
            }
            hasLatest = true;
        }
    }

    private static BodyWriter encoded(Map<String, Cursor> cursors) {
        BodyWriter out = new BodyWriter();
        out.putLong(MAGIC);
        out.putInt(VERSION);
        out.putVar(cursors.size());
        cursors.forEach((name, cursor) -> {
            out.putText(name);
            put(cursor, out);
        });
        out.putInt(sum(out.array(), out.size()));
        return out;
    }

    private static void put(Cursor cursor, BodyWriter out) {
        out.putVar(cursor.before());
        out.putVar(cursor.beyond().size());
        for (Positions range : cursor.beyond()) {
            out.putVar(range.from());
            out.putVar(range.to() - range.from());
        }
    }

    private static int sum(byte[] bytes, int count) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, count);
        return (int) sum.getValue();
    }
}
