package io.nephoscope.journal;

import java.io.IOException;

/** A folder is that of another journal that is open, in this process or another. */
public final class JournalInUseException extends IOException {

    private static final long serialVersionUID = 1;

    /** Tells the folder. */
    public JournalInUseException(String folder) {
        super("the journal in " + folder + " is in use by another process");
    }
}
