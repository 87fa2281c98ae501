package io.nephoscope.testkit.libvirt;

/** The types of typed parameters. */
public enum ParameterType {
    INT(1),
    UINT(2),
    LLONG(3),
    ULLONG(4),
    DOUBLE(5),
    BOOLEAN(6),
    STRING(7);

    private final int number;

    ParameterType(int number) {
        this.number = number;
    }

    /** Libvirt's number for it. */
    public int number() {
        return number;
    }

    /** Whether its values take eight bytes. */
    boolean isWide() {
        return this == LLONG || this == ULLONG || this == DOUBLE;
    }
}
