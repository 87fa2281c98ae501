package io.nephoscope.shell.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the client asks for.
 *
 * @param kind one of LINE, WORDS and COMPLETE
 * @param width columns of the client's terminal
 * @param debug whether a failure is shown with its stack trace
 * @param words the words of the command; for a LINE the line alone
 */
public record ShellRequest(ShellFrame.Kind kind, int width, boolean debug, List<String> words) {

    /** What a client sends first: the protocol's name and, in the last byte, its version. */
    public static final int GREETING = 'N' << 24 | 'S' << 16 | 'H' << 8 | 1;

    public ShellRequest {
        words = List.copyOf(words);
    }

    /** @throws IllegalArgumentException if the words are too long for a frame */
    public ShellFrame toFrame() {
        List<byte[]> encoded = new ArrayList<>();
        long length = Integer.BYTES + 1;
        for (String word : words) {
            byte[] bytes = word.getBytes(UTF_8);
            encoded.add(bytes);
            length += Integer.BYTES + bytes.length;
        }
        if (length > ShellFrame.MAX_BODY) {
            throw new IllegalArgumentException("a command may have " + ShellFrame.MAX_BODY + " bytes, not " + length);
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        buffer.putInt(width).put((byte) (debug ? 1 : 0));
        for (byte[] bytes : encoded) {
            buffer.putInt(bytes.length).put(bytes);
        }
        return ShellFrame.of(kind, buffer.array(), 0, buffer.capacity());
    }

    /** @throws IllegalArgumentException if the frame holds no request */
    public static ShellRequest of(ShellFrame frame) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(frame.body());
            int width = buffer.getInt();
            boolean debug = buffer.get() != 0;
            List<String> words = new ArrayList<>();
            while (buffer.hasRemaining()) {
                words.add(nextWord(buffer));
            }
            return new ShellRequest(frame.kind(), width, debug, words);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the request is cut off", e);
        }
    }

    private static String nextWord(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, UTF_8);
    }
}
