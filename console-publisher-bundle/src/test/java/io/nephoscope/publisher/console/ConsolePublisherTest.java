package io.nephoscope.publisher.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.delivery.SampleBatch;
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
import java.io.OutputStream;
import java.io.PrintStream;
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
                        "project_id":"p","source":"openstack","message_id":"c6a0a5e2-c6f6-11f0-9d5e-0242ac120002",\
                        "monotonic_time":null,"resource_metadata":{"display_name":"web \\"1\\"\\u0001"}}
                        """);
    }

    @Test
    void writesEveryKindOfValue() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("list", Arrays.asList(1L, true, null, List.of(), Map.of()));
        values.put("nan", Double.NaN);
        StringBuilder json = new StringBuilder();

        Json.append(json, values);

        assertThat(json).hasToString("{\"list\":[1,true,null,[],{}],\"nan\":\"NaN\"}");
    }

    @Test
    void writesHalfSurrogatesAsEscapes() {
        StringBuilder json = new StringBuilder();

        Json.append(json, "\ud83d|\uD83D\uDE00");

        assertThat(json).hasToString("\"\\ud83d|\\ud83d\\ude00\"");
    }

    @Test
    void printsLinesForAFormatItDoesNotKnow() {
        assertThat(Format.named("xml")).isEqualTo(Format.LINE);
        assertThat(Format.named(" Json ")).isEqualTo(Format.JSON);
    }

    @Test
    void isUnhealthyWhenNobodyReads() {
        PrintStream closed = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
        closed.close();
        ConsolePublisher publisher = new ConsolePublisher(closed, Format.LINE);

        publisher.publish(batch(sample("web-1", 1)), new RecordingDelivery());

        assertThat(publisher.status().state).isEqualTo(PublisherStatus.State.FAILED);
    }

    private ConsolePublisher publisher(Format format) {
        return new ConsolePublisher(new PrintStream(out, true, UTF_8), format);
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
