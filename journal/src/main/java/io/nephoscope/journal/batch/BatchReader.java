package io.nephoscope.journal.batch;

import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.journal.RoutedBatch;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the batches of one segment. Definitions are learnt from each record that it is given; where one is missing,
 * because the records that had it are damaged, {@link #read} answers null, and may be asked again once it has been given
 * more records. Of one thread.
 */
public final class BatchReader {

    private final ReadDefinitions definitions = new ReadDefinitions();

    /** Reads when the batch of a body was polled, and nothing else. */
    public static Instant timestamp(BodyReader body) throws MalformedBodyException {
        try {
            readId(body);
            return readInstant(body);
        } catch (RuntimeException e) {
            throw new MalformedBodyException("not a batch: " + e, e);
        }
    }

    /**
     * Reads one batch.
     *
     * @return null if it uses what no record so far has defined
     */
    public @Nullable RoutedBatch read(BodyReader body) throws MalformedBodyException {
        try {
            return new Reading(body, definitions).batch();
        } catch (RuntimeException e) {
            // What the values' constructors object to.
            throw new MalformedBodyException("not a batch: " + e, e);
        }
    }

    private static UUID readId(BodyReader body) throws MalformedBodyException {
        return new UUID(body.readLong(), body.readLong());
    }

    private static Instant readInstant(BodyReader body) throws MalformedBodyException {
        return Instant.ofEpochSecond(body.readSigned(), body.readVar());
    }

    /** One record's. */
    private static final class Reading {

        private final BodyReader body;
        private final DefinedReader defined;

        Reading(BodyReader body, ReadDefinitions definitions) {
            this.body = body;
            this.defined = new DefinedReader(body, definitions);
        }

        @Nullable
        RoutedBatch batch() throws MalformedBodyException {
            UUID id = readId(body);
            Instant timestamp = readInstant(body);
            Instant due = readInstant(body);
            String source = defined.name();
            String pollster = defined.name();
            List<String> publishers = new ArrayList<>();
            for (int rest = body.readCount(); rest > 0; rest--) {
                publishers.add(defined.name());
            }
            List<Sample> samples = samples();
            boolean shared = body.remaining() > 0 && body.readByte() == BatchFlags.SHARED;
            return defined.isMissing()
                    ? null
                    : new RoutedBatch(id, source, pollster, due, timestamp, samples, publishers, shared);
        }

        private List<Sample> samples() throws MalformedBodyException {
            int count = body.readCount();
            List<Sample> samples = new ArrayList<>(count);
            Sample last = null;
            for (int i = 0; i < count; i++) {
                last = sample(last);
                samples.add(last);
            }
            return samples;
        }

        private Sample sample(@Nullable Sample last) throws MalformedBodyException {
            int flags = body.readByte();
            if (last == null && (flags & (SampleFlags.SAME_NODE | SampleFlags.SAME_TIME)) != 0) {
                throw new MalformedBodyException("a first sample like the one before");
            }
            long idHigh = body.readLong();
            long idLow = last != null && (flags & SampleFlags.SAME_NODE) != 0
                    ? last.id().getLeastSignificantBits()
                    : body.readLong();
            Meter meter = defined.meter();
            var subject = defined.subject();
            Number volume = volume(flags & SampleFlags.VOLUME);
            Double time = time(flags, last);
            String source = (flags & SampleFlags.HAS_SOURCE) == 0 ? null : defined.name();
            return new Sample(new UUID(idHigh, idLow), meter, volume, subject, time, source);
        }

        private Number volume(int kind) throws MalformedBodyException {
            return switch (kind) {
                case SampleFlags.LONG -> body.readSigned();
                case SampleFlags.DOUBLE -> Double.longBitsToDouble(body.readLong());
                case SampleFlags.BIG -> new BigInteger(body.readBytes());
                default -> throw new MalformedBodyException("a volume of kind " + kind);
            };
        }

        private @Nullable Double time(int flags, @Nullable Sample last) throws MalformedBodyException {
            if ((flags & SampleFlags.HAS_TIME) == 0) {
                return null;
            }
            if (last != null && (flags & SampleFlags.SAME_TIME) != 0) {
                return last.monotonicTime();
            }
            return Double.longBitsToDouble(body.readLong());
        }
    }
}
