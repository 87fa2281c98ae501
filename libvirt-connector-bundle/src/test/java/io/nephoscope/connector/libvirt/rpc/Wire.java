package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.driver.Recorded;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what a daemon sends: after libvirt's protocol files, not after our reader. */
final class Wire {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    /** The answer of a call for bulk statistics. */
    static byte[] statistics(List<Recorded> domains) {
        Wire wire = new Wire().int32(domains.size());
        for (Recorded domain : domains) {
            wire.domain(domain.domain()).int32(domain.parameters().size());
            domain.parameters().forEach(wire::parameter);
        }
        return wire.bytes();
    }

    Wire int32(int value) {
        return write(() -> out.writeInt(value));
    }

    Wire hyper(long value) {
        return write(() -> out.writeLong(value));
    }

    Wire text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return int32(encoded.length).raw(encoded).raw(new byte[-encoded.length & 3]);
    }

    Wire raw(byte[] raw) {
        return write(() -> out.write(raw));
    }

    Wire domain(DomainRef domain) {
        return text(domain.name())
                .hyper(domain.uuid().getMostSignificantBits())
                .hyper(domain.uuid().getLeastSignificantBits())
                .int32(domain.id());
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void parameter(Recorded.Parameter parameter) {
        text(parameter.name()).int32(parameter.typeNumber());
        String value = parameter.value();
        switch (parameter.type()) {
            case "int", "boolean" -> int32(Integer.parseInt(value));
            case "uint" -> int32(Integer.parseUnsignedInt(value));
            case "llong" -> hyper(Long.parseLong(value));
            case "ullong" -> hyper(Long.parseUnsignedLong(value));
            case "double" -> hyper(Double.doubleToLongBits(Double.parseDouble(value)));
            default -> text(value);
        }
    }

    private Wire write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
