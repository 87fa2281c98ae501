package io.nephoscope.testkit.libvirt;

/** What happens to domains. */
public enum Lifecycle {
    DEFINED(0),
    UNDEFINED(1),
    STARTED(2),
    SUSPENDED(3),
    RESUMED(4),
    STOPPED(5),
    SHUTDOWN(6),
    PM_SUSPENDED(7),
    CRASHED(8);

    private final int number;

    Lifecycle(int number) {
        this.number = number;
    }

    /** Libvirt's number for it. */
    public int number() {
        return number;
    }
}
