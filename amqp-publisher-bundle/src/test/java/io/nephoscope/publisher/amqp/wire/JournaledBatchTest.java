package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.journal.RoutedBatch;
import io.nephoscope.journal.batch.BatchReader;
import io.nephoscope.journal.batch.BatchWriter;
import io.nephoscope.journal.batch.BodyReader;
import io.nephoscope.journal.batch.BodyWriter;
import io.nephoscope.journal.batch.MalformedBodyException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After a restart, another process hands out what its journal holds: consumers must not be able to tell. */
class JournaledBatchTest {

    private static final List<String> KEYS = List.of("notifications.sample", "monitoring.sample");

    static List<String> messages() throws Exception {
        return CeilometerMessagesTest.messages();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void sendsTheSameMessagesOutOfAJournal(String message) throws Exception {
        SampleBatch batch = SampleMaps.batch(Messages.samples(message.getBytes(UTF_8)));
        List<byte[]> before = encoder().encode(batch, KEYS).bodies();

        List<byte[]> after = encoder().encode(throughAJournal(batch), KEYS).bodies();

        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < KEYS.size(); i++) {
            assertThat(new String(after.get(i), UTF_8)).isEqualTo(new String(before.get(i), UTF_8));
        }
    }

    private static BatchEncoder encoder() {
        return new BatchEncoder(new WireFormat(Driver.MESSAGINGV2, "s3cr3t"));
    }

    private static SampleBatch throughAJournal(SampleBatch batch) throws MalformedBodyException {
        BodyWriter written = new BodyWriter();
        new BatchWriter()
                .write(
                        new RoutedBatch(
                                batch.id(),
                                batch.source(),
                                batch.pollster(),
                                batch.due(),
                                batch.timestamp(),
                                batch.samples(),
                                List.of()),
                        written);
        return requireNonNull(new BatchReader().read(new BodyReader(written.array(), 0, written.size())));
    }
}
