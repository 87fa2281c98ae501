package io.nephoscope.faults.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads messages in the envelope of oslo.messaging. Not thread-safe. */
public final class MessageReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Signatures signatures;

    /** @param secret of the samples' signatures */
    public MessageReader(String secret) throws GeneralSecurityException {
        signatures = new Signatures(secret);
    }

    /** The samples of a message, as they are written. */
    public JsonNode samples(byte[] body) throws JsonProcessingException {
        JsonNode message = JSON.readTree(JSON.readTree(new String(body, StandardCharsets.UTF_8))
                .path("oslo.message")
                .asText());
        return message.path("payload").path("samples");
    }

    /** Whether the signature of a sample is that of its fields. */
    public boolean isSigned(JsonNode sample) {
        return signatures.isRight(sample);
    }

    /** The samples of a message. */
    List<Ledger.Sight> read(byte[] body, boolean redelivered) throws JsonProcessingException {
        List<Ledger.Sight> sights = new ArrayList<>();
        for (JsonNode sample : samples(body)) {
            sights.add(new Ledger.Sight(
                    sample.path("counter_name").asText(),
                    sample.path("resource_id").asText(),
                    sample.path("counter_volume").asLong(),
                    UUID.fromString(sample.path("message_id").asText()),
                    redelivered,
                    isSigned(sample)));
        }
        return sights;
    }
}
