package io.nephoscope.pollsters.ipmi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code ipmitool sdr -v} lists: a paragraph of keys and values for each sensor. A sensor without a reading, which
 * is switched off, absent, or knows but states, is passed over, and so is whatever is no paragraph of a sensor.
 */
final class SensorListing {

    private static final String ID = "Sensor ID";
    private static final String READING = "Sensor Reading";
    private static final String MAXIMUM = "Normal Maximum";
    /** What a sensor's type is called, by its kind. */
    private static final List<String> TYPES =
            List.of("Sensor Type (Analog)", "Sensor Type (Discrete)", "Sensor Type (Threshold)");

    private static final Map<String, String> SHORT_UNITS = Map.of("Watts", "W", "Volts", "V");
    private static final Pattern MEASURED =
            Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)(?=[ (]).* ([^ ]+)");
    /** No line of ipmitool's is as long. */
    private static final int LONGEST_LINE = 1000;

    /** By name: of two that are told apart by nothing the last one counts. */
    private final Map<String, Sensor> sensors = new LinkedHashMap<>();

    /** Settled by the constructor. */
    private boolean tellsReadings;

    private SensorListing(byte[] output) {
        Map<String, String> paragraph = new HashMap<>();
        for (String line : completeLines(output)) {
            int colon = line.indexOf(':');
            String key = colon < 0 ? "" : line.substring(0, colon).strip();
            if (line.isBlank() || key.equals(ID)) {
                add(paragraph);
                paragraph.clear();
            }
            if (colon >= 0 && line.length() <= LONGEST_LINE) {
                paragraph.put(key, line.substring(colon + 1).strip());
            }
        }
        add(paragraph);
    }

    /** Reads what ipmitool said, which may end anywhere. */
    static SensorListing of(byte[] output) {
        return new SensorListing(output);
    }

    /** A line that was cut off could be taken for another reading. */
    private static List<String> completeLines(byte[] output) {
        String text = new String(output, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(SensorListing::decoded)
                .toList();
    }

    /** Names are in the board's encoding: ISO 8859-1 by the standard, UTF-8 by some makers. */
    private static String decoded(String latin) {
        if (latin.chars().allMatch(character -> character < 0x80)) {
            return latin;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(latin.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return latin;
        }
    }

    private void add(Map<String, String> paragraph) {
        String name = paragraph.getOrDefault(ID, "").replaceAll("\\p{Cntrl}", "");
        Optional<String> type = TYPES.stream()
                .flatMap(key -> Stream.ofNullable(paragraph.get(key)))
                .map(value -> upTo(value.indexOf(' '), value))
                .findFirst();
        String reading = paragraph.get(READING);
        if (name.isEmpty() || type.isEmpty() || reading == null) {
            return;
        }
        tellsReadings = true;
        Optional<String> maximum = Optional.ofNullable(paragraph.get(MAXIMUM));
        sensor(name, type.get(), reading, maximum).ifPresent(sensor -> sensors.put(name, sensor));
    }

    /** A number and, at the end, the unit: {@code 25 (+/- 0) degrees C}. States and words have no such form. */
    private static Optional<Sensor> sensor(String name, String type, String reading, Optional<String> maximum) {
        Matcher parts = MEASURED.matcher(reading);
        if (!parts.matches() || !Double.isFinite(Double.parseDouble(parts.group(1)))) {
            return Optional.empty();
        }
        String unit = SHORT_UNITS.getOrDefault(parts.group(2), parts.group(2));
        return Optional.of(new Sensor(name, type, Double.parseDouble(parts.group(1)), unit, maximum));
    }

    private static String upTo(int end, String text) {
        return end < 0 ? text : text.substring(0, end);
    }

    /** The sensors with a number and a unit, in the board's order. */
    Collection<Sensor> sensors() {
        return sensors.values();
    }

    /** Whether it is a list of sensors at all, even if none of them reads a number. */
    boolean tellsReadings() {
        return tellsReadings;
    }
}
