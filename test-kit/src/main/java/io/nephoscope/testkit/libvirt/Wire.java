package io.nephoscope.testkit.libvirt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Writes XDR (RFC 4506) as libvirt's protocol files use it. For one thread. */
public final class Wire {

    private byte[] bytes;
    private ByteBuffer buffer;

    /** Nothing yet. */
    public Wire() {
        this(64);
    }

    /** Nothing yet, with room for so much. */
    Wire(int room) {
        bytes = new byte[room];
        buffer = ByteBuffer.wrap(bytes);
    }

    /** Appends an int, an unsigned one or a boolean. */
    public Wire int32(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    /** Appends a hyper, an unsigned one or the bits of a double. */
    public Wire hyper(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    /** Appends a text. */
    public Wire text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return int32(encoded.length).raw(encoded).padding(encoded.length);
    }

    /** Appends a text that may be null in libvirt, and is not. */
    public Wire optionalText(String text) {
        return int32(1).text(text);
    }

    /** Appends a null where something is optional. */
    public Wire none() {
        return int32(0);
    }

    /** Appends a UUID. */
    public Wire uuid(UUID uuid) {
        return hyper(uuid.getMostSignificantBits()).hyper(uuid.getLeastSignificantBits());
    }

    /** Appends what names a domain. */
    public Wire domain(FakeDomain domain) {
        return text(domain.name()).uuid(domain.uuid()).int32(domain.id());
    }

    /** Appends bytes as they are. */
    public Wire raw(byte[] raw) {
        room(raw.length).put(raw);
        return this;
    }

    /** A copy of what was written. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, size());
    }

    /** How many bytes were written. */
    public int size() {
        return buffer.position();
    }

    /** Replaces the int that was written at a place. */
    void replace(int place, int value) {
        buffer.putInt(place, value);
    }

    /** What was written, not copied. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, size());
    }

    private Wire padding(int length) {
        int padding = -length & 3;
        room(padding).put(new byte[padding]);
        return this;
    }

    private ByteBuffer room(int length) {
        if (buffer.remaining() < length) {
            int size = size();
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
            buffer = ByteBuffer.wrap(bytes).position(size);
        }
        return buffer;
    }
}
