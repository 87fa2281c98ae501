package io.nephoscope.shell.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/**
 * One message on the shell's socket: a byte for its kind, four for the length of its body, the body.
 * Channels are read and written directly, because one thread reads while another writes.
 */
public final class ShellFrame {

    /** The longest body that either side accepts. */
    public static final int MAX_BODY = 64 * 1024;

    private static final int HEADER = 5;

    /** What a frame says. */
    public enum Kind {
        /** From the client: run one line as typed. */
        LINE('l'),
        /** From the client: run one command whose words are given, and taken as they are. */
        WORDS('w'),
        /** From the client: how may the last of these words go on? */
        COMPLETE('c'),
        /** From the client: abandon the command that runs. */
        INTERRUPT('i'),
        /** From the agent: bytes for the standard output. */
        OUT('o'),
        /** From the agent: bytes for the error output. */
        ERR('e'),
        /** From the agent: the command is over; its status is the text. */
        EXIT('x'),
        /** From the agent: how the word may go on, one candidate per line. */
        CANDIDATES('n'),
        /** From the agent: why it does not serve this client; the connection ends. */
        REFUSED('r');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        private static Kind of(int code) throws IOException {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IOException("what came in is not a frame of this protocol");
        }
    }

    private final Kind kind;
    private final byte[] body;

    private ShellFrame(Kind kind, byte[] body) {
        if (body.length > MAX_BODY) {
            throw new IllegalArgumentException("a frame holds at most " + MAX_BODY + " bytes, not " + body.length);
        }
        this.kind = kind;
        this.body = body;
    }

    /** A frame with a copy of some bytes. */
    public static ShellFrame of(Kind kind, byte[] bytes, int from, int length) {
        return new ShellFrame(kind, Arrays.copyOfRange(bytes, from, from + length));
    }

    public static ShellFrame of(Kind kind, String text) {
        return new ShellFrame(kind, text.getBytes(UTF_8));
    }

    /**
     * Reads the next frame.
     *
     * @throws EOFException if the other side has ended the connection
     */
    public static ShellFrame readFrom(ReadableByteChannel channel) throws IOException {
        ByteBuffer header = readFully(channel, HEADER);
        Kind kind = Kind.of(header.get());
        int length = header.getInt();
        if (length < 0 || length > MAX_BODY) {
            throw new IOException("a frame holds at most " + MAX_BODY + " bytes, not " + length);
        }
        return new ShellFrame(kind, readFully(channel, length).array());
    }

    /** Writes the whole frame. */
    public void writeTo(WritableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER + body.length);
        buffer.put((byte) kind.code).putInt(body.length).put(body).flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    public Kind kind() {
        return kind;
    }

    /** The body itself, not a copy. */
    public byte[] body() {
        return body;
    }

    public String text() {
        return new String(body, UTF_8);
    }

    private static ByteBuffer readFully(ReadableByteChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the other side ended the connection");
            }
        }
        return buffer.flip();
    }
}
