package io.nephoscope.connector.libvirt.driver;

import java.util.regex.Pattern;

/** The types of virTypedParameter, and which parameters are of use. */
public final class ParameterTypes {

    public static final int INT = 1;
    public static final int UINT = 2;
    public static final int LLONG = 3;
    public static final int ULLONG = 4;
    public static final int DOUBLE = 5;
    public static final int BOOLEAN = 6;
    public static final int STRING = 7;

    /** On KVM each vCPU has some fifty counters of the kernel, such as vcpu.0.halt_exits.sum. */
    private static final Pattern UNUSED = Pattern.compile("vcpu\\.\\d+\\..+\\..+");

    private ParameterTypes() {}

    /** Whether anybody wants the parameter's value. Of a text it costs more to read than of a number. */
    public static boolean isWanted(String name, int type) {
        return switch (type) {
            case INT, UINT, LLONG, ULLONG, BOOLEAN -> !UNUSED.matcher(name).matches();
            // Of the texts only the names of devices, the files behind disks and what monitors watch are of use.
            case STRING -> name.endsWith(".name") || name.endsWith(".path") || name.endsWith(".vcpus");
            default -> false;
        };
    }
}
