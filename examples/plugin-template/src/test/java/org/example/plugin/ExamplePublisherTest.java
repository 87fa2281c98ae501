package org.example.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherStatus.State;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.testkit.FakeBatch;
import io.nephoscope.testkit.PublisherContract;
import io.nephoscope.testkit.RecordingDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplePublisherTest extends PublisherContract {

    private static final FakeBatch BATCH = FakeBatch.of(
            "test",
            "test",
            Instant.EPOCH,
            List.of(Sample.of(Meter.gauge("example.value", ""), 1, Subject.of("example:one"))));

    @TempDir
    Path folder;

    private final RecordingDelivery delivery = new RecordingDelivery();

    @Override
    protected Publisher publisher() {
        return new ExamplePublisher(folder.resolve("samples").toString());
    }

    @Test
    void writesALineForEachSample() throws Exception {
        publisher().publish(BATCH, delivery);

        assertThat(folder.resolve("samples")).hasContent("1970-01-01T00:00:00Z example.value example:one 1");
        assertThat(delivery.end()).isEqualTo("confirmed");
    }

    @Test
    void givesTheBatchBackWhileTheFileCannotBeWritten() throws Exception {
        Files.createDirectory(folder.resolve("samples"));
        Publisher publisher = publisher();

        assertThatThrownBy(() -> publisher.publish(BATCH, delivery)).isInstanceOf(PublisherException.class);

        assertThat(delivery.end()).isNull();
        assertThat(publisher.status().state).isEqualTo(State.BLOCKED);
    }

    @Test
    void saysWhichKeyIsMissing() {
        assertThatThrownBy(() -> new ExamplePublisher("")).hasMessageContaining("org.example.plugin.cfg: file");
    }
}
