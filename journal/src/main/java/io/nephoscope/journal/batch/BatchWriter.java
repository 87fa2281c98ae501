package io.nephoscope.journal.batch;

import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.journal.RoutedBatch;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the batches of one segment, in their order. Of one thread. After an exception it is of no use any more. */
public final class BatchWriter {

    private final WrittenDefinitions definitions = new WrittenDefinitions();
    private long record;
    private long written;
    private long defined;

    /** How many bytes its definitions have taken. */
    public long definedBytes() {
        return defined;
    }

    /**
     * Writes a batch.
     *
     * @throws IllegalArgumentException if it holds what no batch may hold
     */
    public void write(RoutedBatch batch, BodyWriter out) {
        record++;
        int start = out.size();
        putId(batch.id(), out);
        putInstant(batch.timestamp(), out);
        putInstant(batch.due(), out);
        putName(batch.source(), out);
        putName(batch.pollster(), out);
        out.putVar(batch.publishers().size());
        for (String publisher : batch.publishers()) {
            putName(publisher, out);
        }
        List<Sample> samples = batch.samples();
        out.putVar(samples.size());
        @Nullable Sample last = null;
        for (Sample sample : samples) {
            putSample(sample, last, out);
            last = sample;
        }
        if (batch.shared()) {
            out.putByte(BatchFlags.SHARED);
        }
        written += out.size() - start;
    }

    private void putSample(Sample sample, @Nullable Sample last, BodyWriter out) {
        int flags = SampleFlags.of(sample, last);
        out.putByte(flags);
        out.putLong(sample.id().getMostSignificantBits());
        if ((flags & SampleFlags.SAME_NODE) == 0) {
            out.putLong(sample.id().getLeastSignificantBits());
        }
        putMeter(sample.meter(), out);
        putSubject(sample.subject(), out);
        putVolume(sample.volume(), out);
        Double time = sample.monotonicTime();
        if (time != null && (flags & SampleFlags.SAME_TIME) == 0) {
            out.putLong(Double.doubleToRawLongBits(time));
        }
        String source = sample.source();
        if (source != null) {
            putName(source, out);
        }
    }

    private static void putVolume(Number volume, BodyWriter out) {
        if (volume instanceof Long integer) {
            out.putSigned(integer);
        } else if (volume instanceof Double fraction) {
            out.putLong(Double.doubleToRawLongBits(fraction));
        } else {
            out.putBytes(((BigInteger) volume).toByteArray());
        }
    }

    private void putMeter(Meter meter, BodyWriter out) {
        if (putReference(meter, out)) {
            int start = out.size();
            out.putByte(MeterTypes.number(meter.type()));
            out.putText(meter.name());
            out.putText(meter.unit());
            defined += out.size() - start;
        }
    }

    private void putSubject(Subject subject, BodyWriter out) {
        if (putReference(subject, out)) {
            int start = out.size();
            Owner owner = subject.owner();
            @Nullable
            String[] parts = {
                subject.resourceId(), owner.userId(), owner.projectId(), owner.userName(), owner.projectName()
            };
            putPresent(parts, out);
            new ValueWriter(this::putName, out).putMap(subject.metadata().asMap(), 0);
            defined += out.size() - start;
        }
    }

    private static void putPresent(@Nullable String[] parts, BodyWriter out) {
        int present = 0;
        for (int i = 0; i < parts.length; i++) {
            present |= parts[i] == null ? 0 : 1 << i;
        }
        out.putByte(present);
        for (String part : parts) {
            if (part != null) {
                out.putText(part);
            }
        }
    }

    private void putName(String name, BodyWriter out) {
        if (putReference(name, out)) {
            out.putText(name);
        }
    }

    /** Returns whether what it stands for is to follow. */
    private boolean putReference(Object object, BodyWriter out) {
        WrittenDefinitions.Definition definition = definitions.of(object);
        boolean due = definition.isDueIn(record, written);
        out.putVar((long) definition.number << 1 | (due ? 1 : 0));
        return due;
    }

    private static void putId(UUID id, BodyWriter out) {
        out.putLong(id.getMostSignificantBits());
        out.putLong(id.getLeastSignificantBits());
    }

    private static void putInstant(Instant instant, BodyWriter out) {
        out.putSigned(instant.getEpochSecond());
        out.putVar(instant.getNano());
    }
}
