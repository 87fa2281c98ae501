package io.nephoscope.connector.libvirt.binding;

import io.nephoscope.connector.libvirt.driver.ParameterTypes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How C lays out an array of {@code virTypedParameter} on 64-bit machines: a name of 80 bytes, the
 * type, and a union at byte 88.
 */
final class TypedParameters {

    static final int SIZE = 96;
    /** The part of a parameter that tells what it is; the same for all domains of one shape. */
    static final int HEAD = 84;

    private static final int NAME = 80;
    private static final int VALUE = 88;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private TypedParameters() {}

    static String name(byte[] parameters, int index) {
        int start = index * SIZE;
        int end = start;
        while (end < start + NAME && parameters[end] != 0) {
            end++;
        }
        return new String(parameters, start, end - start, StandardCharsets.UTF_8);
    }

    static int type(byte[] parameters, int index) {
        return (int) INTS.get(parameters, index * SIZE + NAME);
    }

    /** The value of an integer or a boolean, or the address of a text. */
    static long value(byte[] parameters, int index, int type) {
        int offset = index * SIZE + VALUE;
        return switch (type) {
            case ParameterTypes.INT -> (int) INTS.get(parameters, offset);
            case ParameterTypes.UINT -> Integer.toUnsignedLong((int) INTS.get(parameters, offset));
            case ParameterTypes.BOOLEAN -> parameters[offset];
            default -> (long) LONGS.get(parameters, offset);
        };
    }

    static long longAt(byte[] bytes, int offset) {
        return (long) LONGS.get(bytes, offset);
    }

    static int intAt(byte[] bytes, int offset) {
        return (int) INTS.get(bytes, offset);
    }
}
