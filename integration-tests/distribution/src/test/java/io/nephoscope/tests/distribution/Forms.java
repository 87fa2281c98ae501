package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;

/** What of a sample two agents can have in common: fields that are each sample's own are replaced by their form. */
final class Forms {

    /** Fields that differ from sample to sample by their nature. */
    private static final String[] OWN = {"message_id", "message_signature", "timestamp", "monotonic_time"};

    private static final Set<String> VOLUME = Set.of("counter_volume");
    private static final Pattern UUID = Pattern.compile(
            "\\p{XDigit}{8}-\\p{XDigit}{4}-(\\p{XDigit})\\p{XDigit}{3}-[89ab]\\p{XDigit}{3}-\\p{XDigit}{12}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}|[0-9a-f]{64}");

    private Forms() {}

    /** A sample without its volume, and with forms in place of values of its own. */
    static ObjectNode of(JsonNode sample) {
        ObjectNode form = sample.deepCopy();
        replace(form, OWN);
        return form.without(VOLUME);
    }

    static void replace(ObjectNode object, String... fields) {
        for (String field : fields) {
            if (object.has(field)) {
                object.put(field, form(object.get(field)));
            }
        }
    }

    private static String form(JsonNode value) {
        if (!value.isTextual()) {
            return value.isFloatingPointNumber()
                    ? "fraction"
                    : value.getNodeType().toString();
        }
        String text = value.asText();
        var uuid = UUID.matcher(text);
        if (uuid.matches()) {
            return "UUID of version " + uuid.group(1);
        }
        return HEX.matcher(text).matches() ? text.length() + " hex digits" : text.replaceAll("[0-9]", "9");
    }
}
