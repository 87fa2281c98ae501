package io.nephoscope.connector.libvirt.binding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lays parameters out as libvirt does on 64-bit machines: written down from its C header, not from our decoder. */
final class NativeParameters {

    private final List<ByteBuffer> parameters = new ArrayList<>();

    NativeParameters signed(String name, int value) {
        parameter(name, 1).putInt(88, value);
        return this;
    }

    NativeParameters unsigned(String name, int value) {
        parameter(name, 2).putInt(88, value);
        return this;
    }

    NativeParameters signedLong(String name, long value) {
        parameter(name, 3).putLong(88, value);
        return this;
    }

    NativeParameters unsignedLong(String name, long value) {
        parameter(name, 4).putLong(88, value);
        return this;
    }

    NativeParameters fraction(String name, double value) {
        parameter(name, 5).putDouble(88, value);
        return this;
    }

    NativeParameters flag(String name, boolean value) {
        parameter(name, 6).put(88, (byte) (value ? 1 : 0));
        return this;
    }

    NativeParameters text(String name, long address) {
        parameter(name, 7).putLong(88, address);
        return this;
    }

    int count() {
        return parameters.size();
    }

    byte[] bytes() {
        ByteBuffer all = ByteBuffer.allocate(96 * parameters.size());
        parameters.forEach(parameter -> all.put(parameter.rewind()));
        return all.array();
    }

    private ByteBuffer parameter(String name, int type) {
        ByteBuffer parameter = ByteBuffer.allocate(96).order(ByteOrder.nativeOrder());
        parameter.put(name.getBytes(StandardCharsets.UTF_8));
        parameter.putInt(80, type);
        parameters.add(parameter);
        return parameter;
    }
}
