package io.nephoscope.faults.partition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.faults.oracle.MessageReader;
import io.nephoscope.faults.oracle.QueueConsumer;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Enters what comes from the queue into the ledger. Called by the consumer's thread. */
final class SharedIntake implements QueueConsumer.Intake {

    private final SharedLedger ledger;
    private final MessageReader reader;

    SharedIntake(SharedLedger ledger, String secret) throws GeneralSecurityException {
        this.ledger = ledger;
        this.reader = new MessageReader(secret);
    }

    @Override
    public void take(byte[] body, boolean redelivered) {
        Instant now = Instant.now();
        try {
            for (JsonNode sample : reader.samples(body)) {
                if (!reader.isSigned(sample)) {
                    ledger.garbled();
                } else if (sample.path("counter_name").asText().equals(SharedTargets.METER)) {
                    ledger.enter(sighting(sample, redelivered), now);
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            ledger.garbled();
        }
    }

    private static Sighting sighting(JsonNode sample, boolean redelivered) {
        return new Sighting(
                SharedTargets.resource(sample.path("resource_id").asText()),
                instant(sample.path("timestamp").asText()),
                UUID.fromString(sample.path("message_id").asText()),
                sample.path("resource_metadata").path(SharedTargets.AGENT).asText(),
                redelivered);
    }

    /** Ceilometer writes no zone. */
    private static Instant instant(String written) {
        return written.endsWith("Z") || written.contains("+")
                ? Instant.parse(written.replace("+00:00", "Z"))
                : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC);
    }
}
