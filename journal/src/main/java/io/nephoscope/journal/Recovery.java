package io.nephoscope.journal;

import io.nephoscope.journal.batch.BatchReader;
import io.nephoscope.journal.batch.MalformedBodyException;
import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.file.JournalFolder;
import io.nephoscope.journal.segment.SegmentName;
import io.nephoscope.journal.segment.SegmentScanner;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what an earlier process left in a folder, and tidies it. Used once, by one thread. */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final JournalFolder folder;
    private final SegmentList segments = new SegmentList();
    private long end;
    private long sequence;
    private long tornBytes;

    Recovery(JournalFolder folder) {
        this.folder = folder;
    }

    /** Reads every segment. What is in them that cannot be read, costs itself. */
    void run() throws IOException {
        List<String> names = new ArrayList<>(folder.list());
        names.sort(null);
        for (String name : names) {
            OptionalLong number = SegmentName.sequence(name);
            if (number.isPresent()) {
                sequence = Math.max(sequence, number.getAsLong());
                read(name, number.getAsLong());
            } else if (name.endsWith(SegmentName.UNFINISHED)) {
                folder.delete(name);
            }
        }
    }

    private void read(String name, long number) {
        try {
            JournalFile file = folder.open(name);
            long size = file.size();
            try (SegmentScanner scanner = new SegmentScanner(file)) {
                scan(scanner, number, size);
            }
        } catch (IOException e) {
            LOG.error("The journal's segment {} cannot be read, and is left as it is.", name, e);
        }
    }

    private void scan(SegmentScanner scanner, long number, long size) throws IOException {
        Segment segment = null;
        while (scanner.next(size)) {
            if (segment == null) {
                segment = new Segment(number, scanner.position(), size);
            }
            segment.add(scanner.position(), timestamp(scanner));
        }
        long rest = scanner.rest(size);
        if (segment == null) {
            segment = new Segment(number, Math.max(end, scanner.firstPosition()), size);
        }
        end = Math.max(end, segment.end());
        segment.readableTo(scanner.offset());
        segments.add(segment);
        if (rest > 0) {
            tornBytes += rest;
            LOG.warn(
                    "{} bytes at the end of the journal's segment {} were not written whole; they are cut off.",
                    rest,
                    segment.name());
        }
        trim(segment, size);
        if (segment.isEmpty()) {
            segments.doom(segment);
        }
    }

    private static Instant timestamp(SegmentScanner scanner) {
        try {
            return BatchReader.timestamp(scanner.body());
        } catch (MalformedBodyException e) {
            return Instant.MAX;
        }
    }

    /** Nobody will write to it any more. */
    private void trim(Segment segment, long size) {
        if (segment.readable() >= size) {
            return;
        }
        try (JournalFile file = folder.change(segment.name())) {
            file.truncate(segment.readable());
            file.force();
            segment.resize(segment.readable());
        } catch (IOException e) {
            LOG.debug("{} cannot be cut.", segment.name(), e);
        }
    }

    SegmentList segments() {
        return segments;
    }

    /** The position after the last one. */
    long end() {
        return end;
    }

    /** The highest that a segment has. */
    long sequence() {
        return sequence;
    }

    long tornBytes() {
        return tornBytes;
    }
}
