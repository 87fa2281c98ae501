package io.nephoscope.journal;

import io.nephoscope.journal.JournalReader.Entry;
import io.nephoscope.journal.file.DamagedFile;
import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.file.JournalFolder;
import io.nephoscope.journal.segment.SegmentReader;
import io.nephoscope.journal.segment.SegmentScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a segment had not made safe when writing to it failed is written again into the next one, at the same positions. Of
 * two batches at one position the later is in force. What is in the earlier segment alone, because the later one is damaged
 * or was not finished, gets a new position: order is worth less than a batch. Nothing overlaps where the earlier segment was
 * cut, or its end is told, which is before the next one is made. Used once, by one thread.
 */
final class Overlaps {

    private static final Logger LOG = LoggerFactory.getLogger(Overlaps.class);

    private final JournalFolder folder;
    private final SegmentSource source;
    private final List<Segment> segments;
    private final List<RoutedBatch> rescued = new ArrayList<>();
    private final Set<Segment> needed = new HashSet<>();

    /** Those of a journal, the oldest first. */
    Overlaps(JournalFolder folder, List<Segment> segments) {
        this.folder = folder;
        this.source = new SegmentSource(folder, (segment, from, to, records) -> {});
        this.segments = segments;
    }

    /** Cuts off what is in a later segment again; returns what is not there. */
    List<RoutedBatch> resolve() {
        long lowest = Long.MAX_VALUE;
        for (int i = segments.size() - 1; i >= 0; i--) {
            Segment segment = segments.get(i);
            if (segment.end() > lowest) {
                resolve(i, lowest);
            }
            if (!segment.isEmpty()) {
                lowest = Math.min(lowest, segment.first());
            }
        }
        return rescued;
    }

    private void resolve(int index, long lowest) {
        Segment segment = segments.get(index);
        try {
            Set<UUID> later = new HashSet<>();
            for (Segment next : segments.subList(index + 1, segments.size())) {
                forEach(next, 0, batch -> later.add(batch.id()));
            }
            int before = rescued.size();
            forEach(segment, lowest, batch -> rescue(batch, later));
            if (rescued.size() > before) {
                needed.add(segment);
            }
            segment.cut(lowest, offsetOf(segment, lowest));
        } catch (IOException e) {
            LOG.error("{} cannot be read a second time.", segment.name(), e);
        }
    }

    private void rescue(RoutedBatch batch, Set<UUID> later) {
        if (!later.contains(batch.id())) {
            rescued.add(batch);
        }
    }

    private void forEach(Segment segment, long from, Consumer<RoutedBatch> action) throws IOException {
        try (SegmentReader reader = source.open(segment, true)) {
            Entry entry = reader.next(from, segment.readable());
            for (; entry != null; entry = reader.next(from, segment.readable())) {
                action.accept(entry.batch());
            }
        }
    }

    /** Whether it holds batches that were rescued and are nowhere else yet. */
    boolean isNeeded(Segment segment) {
        return needed.contains(segment);
    }

    /** Where the first record from a position on begins. */
    private long offsetOf(Segment segment, long position) throws IOException {
        try (JournalFile file = new DamagedFile(folder.open(segment.name()))) {
            SegmentScanner scanner = new SegmentScanner(file);
            long offset = scanner.offset();
            while (scanner.next(segment.readable()) && scanner.position() < position) {
                offset = scanner.offset();
            }
            return offset;
        }
    }
}
