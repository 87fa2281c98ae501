package io.nephoscope.publisher.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.testkit.FakeBatch;
import io.nephoscope.testkit.PublisherContract;
import io.nephoscope.testkit.RecordingDelivery;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsolePublisherTest extends PublisherContract {

    private static final Instant TIME = Instant.parse("2026-11-22T00:15:59.712507Z");
    private static final UUID ID = UUID.fromString("c6a0a5e2-c6f6-11f0-9d5e-0242ac120002");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Override
    protected Publisher publisher() {
        return publisher(Format.LINE);
    }

    @Test
    void printsALineToReadPerSample() {
        publisher(Format.LINE)
                .publish(batch(sample("web-1", 1_234_567L), sample("web-2", 0.5)), new RecordingDelivery());

        assertThat(printed().lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).containsPattern("\\d\\d:\\d\\d:59 +cpu +1234567 ns +vm-1 +web-1$"))
                .anySatisfy(line -> assertThat(line).containsPattern(" 0\\.5 ns +vm-1 +web-2$"));
    }

    /** Names come from users, and a terminal obeys control characters. */
    @Test
    void disarmsControlCharacters() {
        publisher(Format.LINE).publish(batch(sample("a\u001b[2Jb\nc", 1)), new RecordingDelivery());

        assertThat(printed().lines()).singleElement().asString().endsWith("a?[2Jb?c");
    }

    @Test
    void printsAnObjectPerSample() {
        publisher(Format.JSON).publish(batch(sample("web \"1\"\u0001", 1.0)), new RecordingDelivery());

        assertThat(printed()).isEqualTo("""
                        {"timestamp":"2026-11-22T00:15:59.712507Z","counter_name":"cpu","counter_type":"cumulative",\
                        "counter_unit":"ns","counter_volume":1.0,"resource_id":"vm-1","user_id":null,\
                        "user_name":null,"project_id":"p","project_name":null,"source":"openstack","message_id":"c6a0a5e2-c6f6-11f0-9d5e-0242ac120002",\
                        "monotonic_time":null,"resource_metadata":{"display_name":"web \\"1\\"\\u0001"}}
                        """);
    }

    @Test
    void writesEveryKindOfValue() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("list", Arrays.asList(1L, true, null, List.of(), Map.of()));
        values.put("half", "\ud83d|\uD83D\uDE00");
        Subject subject = new Subject("vm-1", Owner.of(null, "p"), Metadata.of(values));

        publisher(Format.JSON)
                .publish(
                        batch(new Sample(ID, Meter.gauge("cpu", "ns"), 1, subject, null, "openstack")),
                        new RecordingDelivery());

        assertThat(printed()).contains("\"list\":[1,true,null,[],{}]", "\"half\":\"\\ud83d|\\ud83d\\ude00\"");
    }

    @Test
    void keepsTheLastValidFormatAndTellsWhatItRefuses() {
        ConsolePublisher publisher = publisher(Format.JSON);

        publisher.modified(Map.of("format", "xml"));
        publisher.publish(batch(sample("web-1", 1)), new RecordingDelivery());

        assertThat(printed()).startsWith("{");
        assertThat(publisher.health()).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo(HealthReport.State.FAILED);
            assertThat(report.message())
                    .startsWith("io.nephoscope.publisher.console.cfg: format: must be one of line, json, was \"xml\"");
        });
    }

    @Test
    void readsFormatsWhateverTheirCase() {
        ConsolePublisher publisher = publisher(Format.LINE);

        publisher.modified(Map.of("format", " Json "));
        publisher.publish(batch(sample("web-1", 1)), new RecordingDelivery());

        assertThat(printed()).startsWith("{");
        assertThat(publisher.health()).isEmpty();
    }

    @Test
    void refusesWhatItCannotPrintAndGoesOnWhenItCanAgain() {
        FailingStream stream = new FailingStream();
        ConsolePublisher publisher = new ConsolePublisher(new StandardOutput(stream), Map.of());
        RecordingDelivery first = new RecordingDelivery();
        RecordingDelivery again = new RecordingDelivery();

        stream.room = 5;
        publisher.publish(batch(sample("web-1", 1)), first);
        PublisherStatus failing = publisher.status();
        stream.room = Integer.MAX_VALUE;
        publisher.publish(batch(sample("web-1", 1)), again);

        assertThat(first.end())
                .isEqualTo("refused: standard output takes nothing (No space left on device);"
                        + " mend that, or start the agent with an output that is read");
        assertThat(failing.state).isEqualTo(PublisherStatus.State.FAILED);
        assertThat(failing.detail).contains("No space left on device");
        assertThat(failing.confirmed).isZero();
        assertThat(again.ends()).containsExactly("confirmed");
        assertThat(publisher.status().state).isEqualTo(PublisherStatus.State.CONNECTED);
        assertThat(publisher.status().confirmed).isEqualTo(1);
    }

    /** What a full disk took of a line must not run into the next, which a reader of JSON would lose with it. */
    @Test
    void beginsALineOfItsOwnAfterOneThatIsTorn() {
        FailingStream stream = new FailingStream();
        ConsolePublisher publisher = new ConsolePublisher(new StandardOutput(stream), Map.of("format", "json"));

        stream.room = 5;
        publisher.publish(batch(sample("web-1", 1)), new RecordingDelivery());
        stream.room = Integer.MAX_VALUE;
        publisher.publish(batch(sample("web-1", 1)), new RecordingDelivery());
        publisher.publish(batch(sample("web-2", 1)), new RecordingDelivery());

        assertThat(printed().lines()).hasSize(3);
        assertThat(printed().lines().skip(1)).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    @Test
    void tellsADiskThatIsFullAsTheSystemDoes() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a system without /dev/full");
        RecordingDelivery delivery = new RecordingDelivery();

        try (OutputStream stream = new FileOutputStream(full.toFile())) {
            new ConsolePublisher(new StandardOutput(stream), Map.of()).publish(batch(sample("web-1", 1)), delivery);
        }

        assertThat(delivery.end()).startsWith("refused: standard output takes nothing (");
    }

    /** Takes so many bytes, and refuses those beyond. */
    private final class FailingStream extends OutputStream {

        private int room;

        @Override
        public void write(int b) throws IOException {
            if (room-- <= 0) {
                throw new IOException("No space left on device");
            }
            out.write(b);
        }
    }

    private ConsolePublisher publisher(Format format) {
        return new ConsolePublisher(new StandardOutput(out), Map.of("format", format.name()));
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    private static SampleBatch batch(Sample... samples) {
        return FakeBatch.of("source", "cpu", TIME, List.of(samples));
    }

    private static Sample sample(String name, Number volume) {
        Subject subject = new Subject("vm-1", Owner.of(null, "p"), Metadata.of(Map.of("display_name", name)));
        return new Sample(ID, Meter.cumulative("cpu", "ns"), volume, subject, null, "openstack");
    }
}
