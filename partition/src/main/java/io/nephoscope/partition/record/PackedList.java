package io.nephoscope.partition.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.DataFormatException;

/**
 * A list that one agent has made for all, as it lies in the engine: deflated and in base 64.
 *
 * @param digest tells two lists apart
 */
public record PackedList(String text, String digest) {

    /** A list that is longer unpacked is no honest one. */
    private static final int LONGEST = 64 << 20;

    private static final int DIGEST_BYTES = 16;

    /** Packs what a discovery has written. */
    public static PackedList of(byte[] content) {
        String text = Base64.getEncoder().encodeToString(Deflated.of(content));
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

    /** What the discovery had written. */
    public byte[] content() throws MalformedRecordException {
        try {
            return Deflated.inflate(Base64.getDecoder().decode(text), LONGEST);
        } catch (IllegalArgumentException | DataFormatException e) {
            throw new MalformedRecordException("list: " + e.getMessage());
        }
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
