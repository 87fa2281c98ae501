package io.nephoscope.connector.libvirt.driver;

/** The members of virErrorNumber that make a difference. */
public final class ErrorCodes {

    public static final int NO_SUPPORT = 3;
    public static final int INVALID_ARGUMENT = 8;
    public static final int NO_DOMAIN = 42;
    public static final int OPERATION_INVALID = 55;
    public static final int ARGUMENT_UNSUPPORTED = 74;

    private ErrorCodes() {}
}
