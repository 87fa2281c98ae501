package io.nephoscope.faults.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks the signatures of samples as their consumers do. Not thread-safe. */
final class Signatures {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SIGNATURE = "message_signature";

    private final Mac mac;

    Signatures(String secret) throws GeneralSecurityException {
        mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    /** Whether the signature of a sample is that of its fields. */
    boolean isRight(JsonNode sample) {
        List<String> words = new ArrayList<>();
        collect("", sample, words);
        words.forEach(word -> mac.update(word.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of()
                .formatHex(mac.doFinal())
                .equals(sample.path(SIGNATURE).asText());
    }

    /** Names and values, maps by the order of their keys. */
    private static void collect(String prefix, JsonNode map, List<String> words) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        map.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        sorted.forEach((name, value) -> {
            if (value.isObject()) {
                collect(prefix + name + ":", value, words);
            } else if (!(prefix + name).equals(SIGNATURE)) {
                words.add(prefix + name);
                words.add(value.isNull() ? "None" : value.asText());
            }
        });
    }
}
