package io.nephoscope.partition.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nephoscope.api.partition.SharedLists;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A list that one agent has made for all, as it lies in the engine: deflated and in base 64. It is packed while it is written
 * and unpacked while it is read: a list of a large cloud, as it is, would not fit into an agent's memory a second time.
 *
 * @param digest tells two lists apart
 */
public record PackedList(String text, String digest) {

    /** A list that is longer unpacked is no honest one. */
    private static final long LONGEST = 256L << 20;

    private static final int DIGEST_BYTES = 16;

    /** It is larger than it may be. */
    public static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1;

        TooLargeException(int largest) {
            super("more than " + largest + " bytes, packed");
        }
    }

    /** Takes so many bytes. */
    private static final class Bounded extends ByteArrayOutputStream {

        private final int largest;
        private boolean isFull;

        Bounded(int largest) {
            this.largest = largest;
        }

        @Override
        public synchronized void write(int b) {
            isFull |= count >= largest;
            if (!isFull) {
                super.write(b);
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            isFull |= count + length > largest;
            if (!isFull) {
                super.write(bytes, from, length);
            }
        }
    }

    /** Ends the writing of a list as soon as that is too large. */
    private static final class Ending extends DeflaterOutputStream {

        private final Bounded packed;

        Ending(Bounded packed) {
            super(Base64.getEncoder().wrap(packed));
            this.packed = packed;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (packed.isFull) {
                throw new TooLargeException(packed.largest);
            }
            super.write(bytes, from, length);
        }
    }

    /** Gives so many bytes. */
    private static final class Limited extends FilterInputStream {

        private long left = LONGEST;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new IOException("it is longer than any honest list");
            }
            return count;
        }
    }

    /**
     * Packs what a discovery writes.
     *
     * @param largest how many characters it may have
     * @throws TooLargeException if it has more; writing is broken off then
     * @throws IOException if it cannot be written
     */
    public static PackedList of(SharedLists.Content content, int largest) throws IOException {
        Bounded packed = new Bounded(largest);
        try (OutputStream out = new Ending(packed)) {
            content.writeTo(out);
        }
        if (packed.isFull) {
            throw new TooLargeException(largest);
        }
        String text = packed.toString(US_ASCII);
        return new PackedList(text, digestOf(text));
    }

    /**
     * A list as it was found.
     *
     * @param digest of the list that it is to be
     * @throws MalformedRecordException if it is another
     */
    public static PackedList found(String text, String digest) throws MalformedRecordException {
        if (!digestOf(text).equals(digest)) {
            throw new MalformedRecordException("list: another one than was told");
        }
        return new PackedList(text, digest);
    }

    /** What the discovery had written, unpacked while it is read. */
    public InputStream content() {
        return new Limited(
                new InflaterInputStream(Base64.getDecoder().wrap(new ByteArrayInputStream(text.getBytes(US_ASCII)))));
    }

    private static String digestOf(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
