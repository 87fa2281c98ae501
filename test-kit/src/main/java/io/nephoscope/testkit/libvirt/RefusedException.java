package io.nephoscope.testkit.libvirt;

/** A call that the daemon answers with an error. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // never serialised
    private final RemoteError error;

    RefusedException(RemoteError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    RemoteError error() {
        return error;
    }
}
