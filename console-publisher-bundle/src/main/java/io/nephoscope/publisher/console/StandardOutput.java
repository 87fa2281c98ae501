package io.nephoscope.publisher.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Where the process prints, in UTF-8. Unlike System.out it tells of each failed write, keeps nothing of what it could
 * not write, and works again when the other side does. Used by one thread at a time.
 */
final class StandardOutput {

    private final OutputStream out;
    /** Whether a write has failed since the last that did not: its last line may be there in part. */
    private boolean isTorn;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** That of this process. A daemon has none but System.out, which the launcher leads into the log. */
    @SuppressWarnings("SystemOut") // What stands there in a daemon never fails.
    static StandardOutput ofProcess() {
        return new StandardOutput(
                Boolean.getBoolean("nephoscope.daemon") ? System.out : new FileOutputStream(FileDescriptor.out));
    }

    /** Writes whole lines. When it fails, any part of them may have been written. */
    void write(CharSequence lines) throws IOException {
        byte[] bytes = (isTorn ? "\n" + lines : lines.toString()).getBytes(UTF_8);
        isTorn = true;
        out.write(bytes);
        out.flush();
        isTorn = false;
    }
}
