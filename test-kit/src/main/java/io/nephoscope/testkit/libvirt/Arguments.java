package io.nephoscope.testkit.libvirt;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Reads the arguments of a call. For one thread. */
final class Arguments {

    private final ByteBuffer buffer;

    Arguments(byte[] bytes) {
        buffer = ByteBuffer.wrap(bytes);
    }

    int int32() throws RefusedException {
        try {
            return buffer.getInt();
        } catch (BufferUnderflowException e) {
            throw undecodable();
        }
    }

    long hyper() throws RefusedException {
        return ((long) int32() << Integer.SIZE) | Integer.toUnsignedLong(int32());
    }

    String text() throws RefusedException {
        int length = int32();
        if (length < 0 || length > buffer.remaining()) {
            throw undecodable();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        buffer.position(Math.min(buffer.limit(), buffer.position() + (-length & 3)));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Optional<String> optionalText() throws RefusedException {
        return int32() == 0 ? Optional.empty() : Optional.of(text());
    }

    UUID uuid() throws RefusedException {
        return new UUID(hyper(), hyper());
    }

    FakeDomain domain() throws RefusedException {
        return new FakeDomain(text(), uuid(), int32());
    }

    Optional<FakeDomain> optionalDomain() throws RefusedException {
        return int32() == 0 ? Optional.empty() : Optional.of(domain());
    }

    private static RefusedException undecodable() {
        return new RefusedException(RemoteError.rpc("Unable to decode message payload"));
    }
}
