package io.nephoscope.connector.libvirt.driver;

/** The member of virDomainControlState that makes a difference. */
public final class ControlState {

    /** A command waits for the answer of the guest's process. */
    public static final int OCCUPIED = 2;

    private ControlState() {}
}
