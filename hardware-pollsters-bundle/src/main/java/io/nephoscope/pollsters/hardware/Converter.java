package io.nephoscope.pollsters.hardware;

import io.nephoscope.connector.snmp.SnmpValue;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a definition makes of a value. In Ceilometer that is an expression of Python, which is evaluated; these are the
 * expressions that its files hold, and mean what they mean there.
 */
enum Converter {
    INT("int"),
    FLOAT("lambda x: float(str(x))"),
    STR("str"),
    /** Bits per second as bytes per second, with a fraction as in Python 3. */
    EIGHTH("lambda x: int(x) / 8"),
    /** Text as it is, and other bytes as hexadecimal digits: so an address of which all bytes are letters is text. */
    PRETTY_HEX("lambda x: x.prettyPrint().replace('0x', '')"),
    /** Ours: hexadecimal digits, whatever the bytes are. */
    HEX("hex");

    private static final Pattern DECIMAL = Pattern.compile("\\s*[+-]?[0-9]{1,40}\\s*");
    private static final Pattern REAL = Pattern.compile("\\s*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*");

    private final String text;

    Converter(String text) {
        this.text = text;
    }

    /** What a definition writes; blanks and the kind of quotes do not count. */
    static Optional<Converter> of(String written) {
        return Arrays.stream(values())
                .filter(each -> plain(each.text).equals(plain(written)))
                .findFirst();
    }

    private static String plain(String written) {
        return written.replaceAll("\\s+", "").replace('"', '\'');
    }

    /** All that may be written. */
    static List<String> texts() {
        return Arrays.stream(values()).map(each -> each.text).toList();
    }

    /** What a definition writes for it. */
    String text() {
        return text;
    }

    /** The value for metadata; empty if it is none of the kind. */
    Optional<Object> convert(SnmpValue value) {
        return Optional.ofNullable(
                switch (this) {
                    case INT -> integer(value);
                    case FLOAT -> real(value.text());
                    case STR -> value.text();
                    case EIGHTH -> eighth(value);
                    case PRETTY_HEX -> pretty(value).replace("0x", "");
                    case HEX -> value.hex();
                });
    }

    /** The value as a volume; empty if it is no number. */
    Optional<Number> volume(SnmpValue value) {
        return convert(value).filter(Number.class::isInstance).map(Number.class::cast);
    }

    /** Whether what it gives can be a volume. */
    boolean givesNumbers() {
        return this == INT || this == FLOAT || this == EIGHTH;
    }

    private static @Nullable Number integer(SnmpValue value) {
        Optional<Number> number = value.asNumber();
        if (number.isPresent()) {
            return number.get();
        }
        String text = value.text();
        return DECIMAL.matcher(text).matches() ? new BigInteger(text.strip().replace("+", "")) : null;
    }

    private static @Nullable Number eighth(SnmpValue value) {
        Number number = integer(value);
        return number == null ? null : number.doubleValue() / 8;
    }

    private static @Nullable Number real(String text) {
        if (!REAL.matcher(text).matches()) {
            return null;
        }
        double number = Double.parseDouble(text.strip());
        return Double.isFinite(number) ? number : null;
    }

    private static String pretty(SnmpValue value) {
        Optional<byte[]> octets = value.asOctets();
        if (octets.isEmpty()) {
            return value.text();
        }
        for (byte octet : octets.get()) {
            if (octet < ' ' || octet > '~') {
                return value.hex();
            }
        }
        return value.text();
    }
}
