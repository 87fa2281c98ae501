package io.nephoscope.deploy.files;

import java.io.IOException;
import java.nio.file.Path;

/** Takes what followed files hold. Called on the follower's thread, one call at a time; what it throws is tried again. */
public interface FileListener {

    /**
     * A file is new, or holds something else. Called again, with the same content, once it has settled.
     *
     * @param content empty where files are not read
     * @param settled whether nobody has written to the file for so long that nobody will
     */
    void changed(Path file, byte[] content, boolean settled) throws IOException;

    /**
     * A file is there, but cannot be taken. What it held before stays in force.
     *
     * @param problem why, in words that follow the file's name
     */
    void refused(Path file, String problem) throws IOException;

    /** A file is gone. */
    void gone(Path file) throws IOException;
}
