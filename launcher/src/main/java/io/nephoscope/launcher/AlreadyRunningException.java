package io.nephoscope.launcher;

import java.io.Serial;
import java.nio.file.Path;

/** Another agent uses the same {@code var/}. */
final class AlreadyRunningException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    AlreadyRunningException(Path pidFile, String pid) {
        super("an agent runs already as process " + pid + " (" + pidFile
                + "); stop it first, or set NEPHOSCOPE_VAR to a folder of its own for a second one");
    }
}
