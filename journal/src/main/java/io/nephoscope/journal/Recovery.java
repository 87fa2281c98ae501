package io.nephoscope.journal;

import io.nephoscope.journal.batch.BatchReader;
import io.nephoscope.journal.batch.MalformedBodyException;
import io.nephoscope.journal.file.DamagedFile;
import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.file.JournalFolder;
import io.nephoscope.journal.segment.SegmentEnd;
import io.nephoscope.journal.segment.SegmentName;
import io.nephoscope.journal.segment.SegmentScanner;
import io.nephoscope.journal.segment.UnknownVersionException;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the segments that an earlier process left in a folder, and tidies them. Used once, by one thread. */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final JournalFolder folder;
    private final List<FoundSegment> found = new ArrayList<>();
    private final List<FoundSegment> damaged = new ArrayList<>();
    private final Set<FoundSegment> kept = new HashSet<>();
    private final List<Segment> uncut = new ArrayList<>();
    private List<RoutedBatch> rescued = List.of();
    private long sequence;
    private long tornBytes;

    /**
     * A segment, and what is behind its last record.
     *
     * @param header the position that its header tells
     * @param size how many bytes of the file count
     * @param rest how many bytes behind its last record are no record
     */
    record FoundSegment(Segment segment, long header, long size, long rest) {}

    Recovery(JournalFolder folder) {
        this.folder = folder;
    }

    /**
     * Reads every segment. What is in them that cannot be read, costs itself.
     *
     * @throws IOException if the folder cannot be read
     */
    void run() throws IOException {
        List<String> names = new ArrayList<>(folder.list());
        names.sort(null);
        for (String name : names) {
            OptionalLong number = SegmentName.sequence(name);
            if (number.isPresent()) {
                sequence = Math.max(sequence, number.getAsLong());
                read(name, number.getAsLong());
            } else if (name.endsWith(SegmentName.UNFINISHED)) {
                discard(name);
            }
        }
        discardEnds(names);
        Overlaps overlaps =
                new Overlaps(folder, found.stream().map(FoundSegment::segment).toList());
        rescued = overlaps.resolve();
        tidy(overlaps);
    }

    /** Those of segments that are there no more; while one of them is left its sequence is not used again. */
    private void discardEnds(List<String> names) {
        for (String name : names) {
            String segment = SegmentEnd.segment(name).orElse("");
            if (!segment.isEmpty() && !names.contains(segment)) {
                sequence = Math.max(sequence, SegmentName.sequence(segment).orElse(0));
                discard(name);
            }
        }
    }

    private void discard(String name) {
        try {
            folder.delete(name);
        } catch (IOException e) {
            LOG.debug("{} cannot be deleted.", name, e);
        }
    }

    private void read(String name, long number) {
        try {
            scan(folder.open(name), number);
        } catch (UnknownVersionException | NoSuchFileException e) {
            leave(name, e);
        } catch (IOException e) {
            readWhatCanBeRead(name, number);
        }
    }

    private void readWhatCanBeRead(String name, long number) {
        try {
            scan(new DamagedFile(folder.open(name)), number);
        } catch (IOException e) {
            leave(name, e);
        }
    }

    private static void leave(String name, IOException cause) {
        LOG.error(
                "The journal's segment {} is left as it is: {}.", name, OneLine.of(String.valueOf(cause.getMessage())));
    }

    private void scan(JournalFile file, long number) throws IOException {
        try (file) {
            long bytes = file.size();
            long size = SegmentEnd.within(folder, SegmentName.of(number), bytes);
            SegmentScanner scanner = new SegmentScanner(file);
            Segment segment = null;
            while (scanner.next(size)) {
                if (segment == null) {
                    segment = new Segment(number, scanner.position(), bytes);
                }
                segment.add(scanner.position(), timestamp(scanner));
            }
            if (segment == null) {
                segment = new Segment(number, Math.max(end(), scanner.firstPosition()), bytes);
            }
            segment.readableTo(scanner.offset());
            long header = Math.max(0, scanner.firstPosition());
            found.add(new FoundSegment(segment, header, size, scanner.rest(size)));
        }
    }

    private static Instant timestamp(SegmentScanner scanner) {
        try {
            return BatchReader.timestamp(scanner.body());
        } catch (MalformedBodyException e) {
            return Instant.MAX;
        }
    }

    private void tidy(Overlaps overlaps) {
        long next = Long.MIN_VALUE;
        for (int i = found.size() - 1; i >= 0; i--) {
            FoundSegment segment = found.get(i);
            // What is behind the last record is one that is lost only where the next segment does not go on with it.
            if (segment.rest() > 0 && next > segment.segment().end()) {
                damaged.add(segment);
                kept.add(segment);
            } else if (overlaps.isNeeded(segment.segment())) {
                kept.add(segment);
            } else {
                trim(segment);
            }
            next = segment.header();
        }
    }

    /** Nobody will write to it any more. */
    private void trim(FoundSegment found) {
        Segment segment = found.segment();
        if (found.rest() > 0) {
            tornBytes += found.rest();
            LOG.warn(
                    "The last {} bytes of the journal's segment {} were not written whole, and are cut off.",
                    found.rest(),
                    segment.name());
        }
        if (segment.readable() >= segment.bytes()) {
            return;
        }
        try (JournalFile file = folder.change(segment.name())) {
            file.truncate(segment.readable());
            file.force();
            segment.resize(segment.readable());
        } catch (IOException e) {
            LOG.debug("{} cannot be cut.", segment.name(), e);
            uncut.add(segment);
        }
    }

    /** Those found; what holds nothing is given up. */
    SegmentList segments() {
        SegmentList segments = new SegmentList();
        found.forEach(one -> segments.add(one.segment()));
        found.stream()
                .filter(one -> one.segment().isEmpty() && !kept.contains(one))
                .forEach(one -> segments.doom(one.segment()));
        return segments;
    }

    /** The names of those found. */
    List<String> names() {
        return found.stream().map(one -> one.segment().name()).toList();
    }

    /** Those that are to end before their files do, and cannot be cut now. */
    List<Segment> uncut() {
        return uncut;
    }

    /** Those whose last record is damaged. */
    List<FoundSegment> damaged() {
        return damaged;
    }

    /** Batches that are to be appended again. */
    List<RoutedBatch> rescued() {
        return rescued;
    }

    /** The position after the last one. */
    long end() {
        return found.stream()
                .mapToLong(one -> Math.max(one.segment().end(), one.header()))
                .max()
                .orElse(0);
    }

    /** The highest that a segment has. */
    long sequence() {
        return sequence;
    }

    long tornBytes() {
        return tornBytes;
    }
}
