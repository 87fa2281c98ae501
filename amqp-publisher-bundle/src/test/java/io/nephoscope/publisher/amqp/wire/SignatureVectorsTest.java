package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Signatures that Ceilometer made. */
class SignatureVectorsTest {

    private static final String MASTER = "message_signature_master_with_null_user_name_project_name";

    private record Vector(Map<String, @Nullable Object> fields) {

        String text(String key) {
            return (String) Objects.requireNonNull(fields.get(key), key);
        }

        @SuppressWarnings("unchecked") // the file's shape
        Map<String, @Nullable Object> sample() {
            return (Map<String, @Nullable Object>) Objects.requireNonNull(fields.get("sample"));
        }
    }

    @TestFactory
    Stream<DynamicTest> flattensAsCeilometer() throws IOException {
        return vectors()
                .map(vector -> dynamicTest(vector.text("name"), () -> {
                    Bytes preimage = new Bytes(16);

                    Preimage.append(preimage, "", vector.sample());

                    assertThat(new String(preimage.copy(), UTF_8)).isEqualTo(vector.text("preimage_utf8"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> signsAsCeilometer() throws IOException {
        return vectors()
                .filter(vector -> !vector.text("secret").isEmpty())
                .map(vector -> dynamicTest(vector.text("name"), () -> {
                    Bytes preimage = new Bytes(16);
                    Bytes signature = new Bytes(64);
                    Preimage.append(preimage, "", vector.sample());

                    new Signer(vector.text("secret")).sign(preimage, signature);

                    assertThat(new String(signature.copy(), US_ASCII)).isEqualTo(vector.text("message_signature"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> sendsTheSignatureOfMaster() throws IOException {
        return vectors()
                .filter(vector -> vector.fields.containsKey(MASTER))
                .map(vector -> dynamicTest(vector.text("name"), () -> {
                    WireFormat format = new WireFormat(Driver.MESSAGINGV2, vector.text("secret"));
                    BatchEncoder encoder = new BatchEncoder(format);

                    byte[] body = encoder.encode(
                                    SampleMaps.batch(List.of(vector.sample())), List.of("notifications.sample"))
                            .bodies()
                            .get(0);

                    assertThat(Messages.samples(body).get(0))
                            .containsAllEntriesOf(vector.sample())
                            .containsEntry("message_signature", vector.text(MASTER))
                            .containsEntry("user_name", null)
                            .containsEntry("project_name", null);
                }));
    }

    @SuppressWarnings("unchecked") // the file's shape
    private static Stream<Vector> vectors() throws IOException {
        byte[] file = Json.resource("signature.json").readAllBytes();
        List<?> vectors = (List<?>) Objects.requireNonNull(Json.object(file).get("vectors"));
        return vectors.stream().map(fields -> new Vector((Map<String, @Nullable Object>) fields));
    }
}
