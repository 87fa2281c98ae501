package io.nephoscope.pollsters.central;

import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.support.text.OneLine;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A state as a number, as consumers know it.
 *
 * @param codes by the states' names in lower case
 */
record StatusCodes(Map<String, Long> codes) {

    /** What stands for a state that has no number. */
    static final long UNKNOWN = -1;

    private static final int LONGEST_SHOWN = 40;

    StatusCodes {
        codes = Map.copyOf(codes);
    }

    /** Names that are numbered from a number on. */
    static StatusCodes from(long first, String... names) {
        Map<String, Long> codes = new HashMap<>();
        for (String name : names) {
            codes.put(name, first++);
        }
        return new StatusCodes(codes);
    }

    /** A state whose number is -1 where nobody knows it, which is remarked. */
    Volume of(String key) {
        return (entry, remarks) -> {
            Optional<Long> code = code(entry, key);
            if (code.isEmpty()) {
                remarks.unknown(key, shown(entry, key), entry);
            }
            return Optional.of(code.orElse(UNKNOWN));
        };
    }

    /** A state that must be known. */
    Volume knownOf(String key) {
        return (entry, remarks) -> Optional.of(code(entry, key)
                .orElseThrow(() -> new OddEntryException(
                        "has the " + key + " " + shown(entry, key) + ", for which there is no number")));
    }

    private Optional<Long> code(JsonObject entry, String key) {
        return entry.text(key).map(name -> codes.get(name.toLowerCase(Locale.ROOT)));
    }

    private static String shown(JsonObject entry, String key) {
        return OneLine.of(String.valueOf(entry.values().get(key)), LONGEST_SHOWN);
    }
}
