package io.nephoscope.support.process;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What a program said: bytes, which need not be text. */
public final class ProgramOutput {

    private final byte[] bytes;

    /** Keeps the array; nobody writes to it any more. */
    ProgramOutput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many bytes there are. */
    public int size() {
        return bytes.length;
    }

    /** The bytes as UTF-8; what is none becomes U+FFFD. */
    public String text() {
        return text(StandardCharsets.UTF_8);
    }

    /** The bytes in another encoding; what it cannot hold is replaced. */
    public String text(Charset charset) {
        return new String(bytes, charset);
    }

    /** The size alone: what a program says may be a secret. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
