package io.nephoscope.core.cycle;

import io.nephoscope.api.sample.Sample;
import io.nephoscope.core.publish.Batch;
import io.nephoscope.core.publish.BatchSink;
import io.nephoscope.core.schedule.AssignmentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Cuts the samples of one poll into batches, and says of each sample where it comes from. */
final class BatchCutter {

    private final AssignmentName assignment;
    private final Instant timestamp;
    private final PollSettings settings;
    private final BatchSink sink;
    private List<Sample> batch = new ArrayList<>();
    private int count;

    BatchCutter(AssignmentName assignment, Instant timestamp, PollSettings settings, BatchSink sink) {
        this.assignment = assignment;
        this.timestamp = timestamp;
        this.settings = settings;
        this.sink = sink;
    }

    void add(Sample sample) {
        batch.add(sample.source() == null ? sample.from(settings.sampleSource()) : sample);
        count++;
        if (batch.size() >= settings.batchSize()) {
            flush();
        }
    }

    void flush() {
        if (!batch.isEmpty()) {
            hand(new Batch(UUID.randomUUID(), assignment.source(), assignment.pollster(), timestamp, timestamp, batch));
            batch = new ArrayList<>();
        }
    }

    private void hand(Batch full) {
        try {
            sink.accept(full);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int count() {
        return count;
    }
}
