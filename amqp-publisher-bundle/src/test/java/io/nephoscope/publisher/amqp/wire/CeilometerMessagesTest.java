package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that Ceilometer 19 sent, which knows no user_name and project_name yet. */
class CeilometerMessagesTest {

    private static final String SECRET = "change this for valid signing";

    static List<String> messages() throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Json.resource("ceilometer-messages.jsonl"), UTF_8))) {
            return reader.lines().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void encodesTheSameSamples(String message) {
        byte[] theirs = message.getBytes(US_ASCII);
        List<Map<String, @Nullable Object>> sent = Messages.samples(theirs);
        BatchEncoder encoder = new BatchEncoder(new WireFormat(driver(theirs), SECRET));

        byte[] ours = encoder.encode(SampleMaps.batch(sent), List.of("notifications.sample"))
                .bodies()
                .get(0);

        assertThat(Messages.samples(ours))
                .usingElementComparator(CeilometerMessagesTest::compare)
                .isEqualTo(sent);
        assertThat(Messages.notification(ours))
                .containsOnlyKeys(Messages.notification(theirs).keySet());
        assertThat(Json.object(ours)).containsOnlyKeys(Json.object(theirs).keySet());
        assertThat(ours).hasSize(theirs.length + sent.size() * lengthOfNames(theirs));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void computesTheSameSignatures(String message) {
        for (Map<String, @Nullable Object> sample : Messages.samples(message.getBytes(US_ASCII))) {
            Map<String, @Nullable Object> signed = new HashMap<>(sample);
            signed.remove("message_signature");
            Bytes preimage = new Bytes(16);
            Bytes signature = new Bytes(64);

            Preimage.append(preimage, "", signed);
            new Signer(SECRET).sign(preimage, signature);

            assertThat(new String(signature.copy(), US_ASCII)).isEqualTo(sample.get("message_signature"));
        }
    }

    private static Driver driver(byte[] body) {
        return Json.object(body).containsKey("oslo.message") ? Driver.MESSAGINGV2 : Driver.MESSAGING;
    }

    private static int lengthOfNames(byte[] body) {
        String names = "\"user_name\": null, \"project_name\": null, ";
        return driver(body) == Driver.MESSAGINGV2 ? names.replace("\"", "\\\"").length() : names.length();
    }

    private static int compare(Map<String, @Nullable Object> ours, Map<String, @Nullable Object> theirs) {
        Map<String, @Nullable Object> common = new HashMap<>(ours);
        common.keySet().removeAll(List.of("user_name", "project_name"));
        common.put("message_signature", theirs.get("message_signature"));
        return common.equals(theirs) ? 0 : 1;
    }
}
