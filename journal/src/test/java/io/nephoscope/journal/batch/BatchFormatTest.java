package io.nephoscope.journal.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.journal.Batches;
import io.nephoscope.journal.RoutedBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchFormatTest {

    private final BatchWriter writer = new BatchWriter();
    private final BatchReader reader = new BatchReader();

    @Test
    void readsWhatWasWritten() throws Exception {
        for (long seed = 0; seed < 50; seed++) {
            Batches batches = Batches.seeded(seed);
            BatchWriter out = new BatchWriter();
            BatchReader in = new BatchReader();
            for (int i = 0; i < 20; i++) {
                RoutedBatch batch = batches.next();

                RoutedBatch read = in.read(body(write(out, batch)));

                assertThat(read).isEqualTo(batch);
                assertThat(keys(read)).isEqualTo(keys(batch));
            }
        }
    }

    /** Maps are equal in whatever order; what is published is not. */
    private static List<String> keys(@Nullable RoutedBatch batch) {
        List<String> keys = new ArrayList<>();
        if (batch != null) {
            batch.samples()
                    .forEach(sample ->
                            keys.add(sample.subject().metadata().asMap().toString()));
        }
        return keys;
    }

    @Test
    void readsNothingBeyondTheEnd() throws Exception {
        byte[] bytes = write(writer, Batches.small(1));

        for (int end = 0; end < bytes.length; end++) {
            BodyReader cut = new BodyReader(bytes, 0, end);
            assertThatThrownBy(() -> new BatchReader().read(cut)).isInstanceOf(MalformedBodyException.class);
        }
    }

    @Test
    void endsInGoodOrderWhateverTheBytesAre() throws Exception {
        byte[] bytes = write(writer, Batches.small(2));

        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(readOrRefuse(flipped)).isTrue();
        }
    }

    private static boolean readOrRefuse(byte[] bytes) {
        try {
            new BatchReader().read(body(bytes));
            return true;
        } catch (MalformedBodyException e) {
            return true;
        }
    }

    @Test
    void givesTheSameSubjectInstanceForTheSameSubject() throws Exception {
        RoutedBatch first = readBack(Batches.small(1));
        RoutedBatch second = readBack(Batches.small(4));
        RoutedBatch third = readBack(Batches.small(7));

        Subject subject = first.samples().get(0).subject();
        assertThat(second.samples().get(1).subject()).isSameAs(subject);
        assertThat(third.samples().get(0).subject()).isSameAs(subject);
        assertThat(third.samples().get(0).meter())
                .isSameAs(first.samples().get(0).meter());
    }

    private RoutedBatch readBack(RoutedBatch batch) throws Exception {
        return Objects.requireNonNull(reader.read(body(write(writer, batch))));
    }

    @Test
    void needsNoOneRecordToReadTheOthers() throws Exception {
        Batches batches = Batches.seeded(3);
        List<RoutedBatch> written = new ArrayList<>();
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            written.add(batches.next());
            bodies.add(write(writer, written.get(i)));
        }

        for (int lost = 0; lost < bodies.size(); lost++) {
            BatchReader in = new BatchReader();
            readAllBut(lost, bodies, in);
            for (int i = 0; i < bodies.size(); i++) {
                if (i != lost) {
                    assertThat(in.read(body(bodies.get(i)))).isEqualTo(written.get(i));
                }
            }
        }
    }

    private static void readAllBut(int lost, List<byte[]> bodies, BatchReader in) throws Exception {
        for (int i = 0; i < bodies.size(); i++) {
            if (i != lost) {
                in.read(body(bodies.get(i)));
            }
        }
    }

    @Test
    void answersNullWhereADefinitionIsMissing() throws Exception {
        write(writer, Batches.small(1));
        write(writer, Batches.small(1));

        assertThat(reader.read(body(write(writer, Batches.small(1))))).isNull();
    }

    @Test
    void writesASubjectTwiceAndThenNoMore() {
        int first = write(writer, Batches.small(1)).length;
        int second = write(writer, Batches.small(1)).length;
        int third = write(writer, Batches.small(1)).length;

        assertThat(second).isEqualTo(first);
        assertThat(third).isLessThan(first * 2 / 3);
    }

    @Test
    void tellsTheTimestampAlone() throws Exception {
        RoutedBatch batch = Batches.small(5);

        assertThat(BatchReader.timestamp(body(write(writer, batch)))).isEqualTo(batch.timestamp());
    }

    @Test
    void keepsTimesOfAnyAge() throws Exception {
        RoutedBatch small = Batches.small(1);
        for (Instant time : List.of(Instant.MIN, Instant.EPOCH.minusNanos(1), Instant.MAX)) {
            RoutedBatch batch = new RoutedBatch(small.id(), "s", "p", time, time, small.samples(), List.of());

            assertThat(new BatchReader().read(body(write(new BatchWriter(), batch))))
                    .isEqualTo(batch);
        }
    }

    @Test
    void refusesMetadataWithoutEnd() {
        Object value = "deep";
        for (int i = 0; i < 1000; i++) {
            value = List.of(value);
        }
        Subject subject = new Subject("r", Owner.NOBODY, Metadata.of(Map.of("k", value)));
        Sample sample = new Sample(new UUID(1, 1), Meter.gauge("m", ""), 1L, subject, null, null);
        RoutedBatch batch =
                new RoutedBatch(new UUID(1, 2), "s", "p", Instant.EPOCH, Instant.EPOCH, List.of(sample), List.of());

        assertThatThrownBy(() -> write(writer, batch)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] write(BatchWriter writer, RoutedBatch batch) {
        BodyWriter out = new BodyWriter();
        writer.write(batch, out);
        return Arrays.copyOf(out.array(), out.size());
    }

    private static BodyReader body(byte[] bytes) {
        return new BodyReader(bytes, 0, bytes.length);
    }
}
