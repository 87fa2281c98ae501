package io.nephoscope.connector.snmp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One value that a device told, or why it has none. Immutable. */
public final class SnmpValue {

    /** What sort of value it is. */
    public enum Kind {
        /** An integer, a counter, a gauge or time ticks. */
        NUMBER,
        /** Bytes, which may be text. */
        OCTETS,
        /** An OID or an address, as text. */
        NAME,
        /** The device does not have this object at all. */
        NO_SUCH_OBJECT,
        /** The device has the object, but not this instance of it, perhaps not yet. */
        NO_SUCH_INSTANCE,
        /** The device failed to tell it. */
        FAILED
    }

    /** What the device does not have at all. */
    public static final SnmpValue NO_SUCH_OBJECT = new SnmpValue(Kind.NO_SUCH_OBJECT, "");

    /** What the device does not have, or does not have yet. */
    public static final SnmpValue NO_SUCH_INSTANCE = new SnmpValue(Kind.NO_SUCH_INSTANCE, "");

    private final Kind kind;
    /** A {@link Number}, the bytes, or a text. */
    private final Object content;

    private SnmpValue(Kind kind, Object content) {
        this.kind = kind;
        this.content = Objects.requireNonNull(content, "content");
    }

    /** @param number a {@link Long}, or a {@link java.math.BigInteger} beyond 63 bits */
    public static SnmpValue number(Number number) {
        return new SnmpValue(Kind.NUMBER, number);
    }

    /** @param octets not to be changed from now on */
    public static SnmpValue octets(byte[] octets) {
        return new SnmpValue(Kind.OCTETS, octets);
    }

    /** An OID or an address. */
    public static SnmpValue name(String text) {
        return new SnmpValue(Kind.NAME, text);
    }

    /** @param reason one sentence for the operator */
    public static SnmpValue failed(String reason) {
        return new SnmpValue(Kind.FAILED, reason);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the device told a value. */
    public boolean isThere() {
        return kind == Kind.NUMBER || kind == Kind.OCTETS || kind == Kind.NAME;
    }

    /** The number, if it is one. */
    public Optional<Number> asNumber() {
        return content instanceof Number number ? Optional.of(number) : Optional.empty();
    }

    /** A copy of the bytes, if it is some. */
    public Optional<byte[]> asOctets() {
        return content instanceof byte[] octets ? Optional.of(octets.clone()) : Optional.empty();
    }

    /**
     * The value as text: a number in decimals, an OID or address as one writes it, bytes as UTF-8 or, if they are none, as
     * ISO 8859-1; for what is not there, the reason or nothing.
     */
    public String text() {
        if (!(content instanceof byte[] octets)) {
            return content.toString();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    /** The bytes in hexadecimal digits without anything between; empty if it is none. */
    public String hex() {
        return content instanceof byte[] octets ? HexFormat.of().formatHex(octets) : "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SnmpValue value && kind == value.kind && Objects.deepEquals(content, value.content);
    }

    @Override
    public int hashCode() {
        return kind.hashCode() * 31
                + (content instanceof byte[] octets ? java.util.Arrays.hashCode(octets) : content.hashCode());
    }

    @Override
    public String toString() {
        return isThere() ? text() : kind.toString();
    }
}
