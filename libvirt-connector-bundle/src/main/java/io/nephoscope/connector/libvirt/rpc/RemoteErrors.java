package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.driver.LibvirtErrorException;

/** What the daemon's errors mean. */
final class RemoteErrors {

    private static final int INTERNAL = 1;
    private static final int SYSTEM = 38;
    private static final int RPC = 39;

    private static final int FROM_RPC = 7;
    private static final int FROM_REMOTE = 13;

    private RemoteErrors() {}

    /** Reads an error. A daemon that passes calls on says with some that it has lost the other. */
    static LibvirtErrorException readFrom(XdrReader in) throws ProtocolException {
        int code = in.int32();
        int domain = in.int32();
        String message = in.optionalText();
        boolean passedOn = domain == FROM_RPC || domain == FROM_REMOTE;
        return new LibvirtErrorException(
                code,
                message.isEmpty() ? "libvirt gave error %d of its part %d".formatted(code, domain) : message,
                passedOn && (code == INTERNAL || code == SYSTEM));
    }

    /** Whether the answer may have been too large for one message. */
    static boolean mayBeTooLarge(LibvirtErrorException e) {
        return e.code() == INTERNAL || e.code() == RPC;
    }
}
