package io.nephoscope.journal.segment;

import java.io.IOException;

/** A segment was written by a version of this program that is newer than this one. */
public final class UnknownVersionException extends IOException {

    private static final long serialVersionUID = 1;

    /** Tells the version of the format. */
    public UnknownVersionException(int version) {
        super("its format is of version " + version + ", which a newer agent writes");
    }
}
