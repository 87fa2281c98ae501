package io.nephoscope.publisher.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How much of a file is whole lines. A killed process leaves a line that is torn; a power failure may leave zeros where
 * pages were not written, and pages after them that were. A line of ours holds no zero, and what has been forced has no
 * gap: so whatever comes after the first zero was never confirmed, and comes again.
 */
final class WholeLines {

    private static final int CHUNK = 1 << 16;

    private WholeLines() {}

    /** Bytes up to the end of the last line before the first zero. */
    static long length(Path path) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long position = 0;
        long end = 0;
        // A stream of a channel would end with an interrupt.
        try (FileInputStream in = new FileInputStream(path.toFile())) {
            for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                for (int i = 0; i < read; i++) {
                    if (chunk[i] == 0) {
                        return end;
                    }
                    if (chunk[i] == '\n') {
                        end = position + i + 1;
                    }
                }
                position += read;
            }
        }
        return end;
    }
}
