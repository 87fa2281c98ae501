package io.nephoscope.pollsters.dynamic.sampling;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Subject;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes what can be sent of values that expressions gave. Ceilometer sends whatever they are; here a volume is a number, and
 * whoever is told of is a text.
 */
final class SampleValues {

    private static final int LONGEST_NUMBER = 400;
    private static final int LONGEST_SHOWN = 60;

    private SampleValues() {}

    /** @throws EntryException if it is no number, and no text that is one */
    static Number volume(Object value) throws EntryException {
        if (value instanceof Number number) {
            return number;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof String text && text.length() <= LONGEST_NUMBER) {
            String bare = text.strip();
            if (bare.matches("[-+]?[0-9]+")) {
                return new BigInteger(bare.startsWith("+") ? bare.substring(1) : bare);
            }
            if (bare.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?")) {
                return new BigDecimal(bare).doubleValue();
            }
        }
        throw new EntryException("has the value " + shown(value)
                + ", which is no number: name others in value_mapping, or leave them out by skip_sample_values");
    }

    /** @throws EntryException if its owner, its id or its metadata cannot be told */
    static Subject subject(EntryReading reading) throws EntryException {
        try {
            return new Subject(
                    text("resource_id_attribute", reading.resource()),
                    Owner.of(
                            text("user_id_attribute", reading.user()), text("project_id_attribute", reading.project())),
                    Metadata.of(reading.metadata()));
        } catch (IllegalArgumentException e) {
            throw new EntryException("cannot be described: " + e.getMessage());
        }
    }

    private static @Nullable String text(String option, @Nullable Object value) throws EntryException {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new EntryException(option + " gives " + shown(value) + ", which is no text");
    }

    private static String shown(Object value) {
        String text = value.toString();
        if (text.isBlank()) {
            return "'" + text + "'";
        }
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
