package io.nephoscope.publisher.amqp.wire;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes messages apart. */
public final class Messages {

    private Messages() {}

    /** The notification of a body, with or without envelope. */
    public static Map<String, @Nullable Object> notification(byte[] body) {
        Map<String, @Nullable Object> outer = Json.object(body);
        Object inner = outer.get("oslo.message");
        return inner == null ? outer : Json.object((String) inner);
    }

    /** The samples of a body, with or without envelope. */
    @SuppressWarnings("unchecked") // the wire format
    public static List<Map<String, @Nullable Object>> samples(byte[] body) {
        Map<String, @Nullable Object> payload = (Map<String, @Nullable Object>)
                Objects.requireNonNull(notification(body).get("payload"));
        return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(payload.get("samples"));
    }
}
