package io.nephoscope.support.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a secret stands, if not in the configuration itself. File Install replaces what looks like
 * <code>${name}</code> before a component sees it, by nothing if it does not know the name: hence another form.
 */
public final class SecretReference {

    private static final String FILE = "file:";
    private static final String ENVIRONMENT = "env:";
    private static final String PLAIN = "plain:";
    private static final int LARGEST = 64 << 10;

    private SecretReference() {}

    /** Whether the secret stands elsewhere. */
    public static boolean isElsewhere(String written) {
        return written.startsWith(FILE) || written.startsWith(ENVIRONMENT);
    }

    /** Whether it is said that what follows is the secret, whatever it looks like. */
    public static boolean isPlain(String written) {
        return written.startsWith(PLAIN);
    }

    /** The file that the secret stands in, whether it is there or not; empty if it does not stand in one. */
    public static Optional<Path> file(String written) {
        try {
            return written.startsWith(FILE)
                    ? Optional.of(
                            Path.of(written.substring(FILE.length()).strip()).toAbsolutePath())
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * The secret.
     *
     * @throws IllegalArgumentException if it is not there. The message shows nothing of what is written: it may be
     *     a secret that merely looks like a reference
     */
    public static String resolve(String written) {
        if (written.startsWith(FILE)) {
            return content(written.substring(FILE.length()).strip());
        }
        if (written.startsWith(ENVIRONMENT)) {
            return variable(written.substring(ENVIRONMENT.length()).strip());
        }
        return isPlain(written) ? written.substring(PLAIN.length()) : written;
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "the agent has no environment variable of the name after env:, or it is empty");
        }
        return value;
    }

    /** Only a regular file of bounded size: a device or a pipe may never end, or never begin. */
    private static String content(String name) {
        try {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("there is no file at the path after file:");
            }
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException("the file that holds it is larger than " + LARGEST + " bytes");
            }
            String text = withoutLastLineFeed(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString());
            if (text.isEmpty()) {
                throw new IllegalArgumentException("the file that holds it is empty");
            }
            return text;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("what stands after file: is no path", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the file that holds it is not UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file that holds it cannot be read; check its rights", e);
        }
    }

    private static String withoutLastLineFeed(String text) {
        int end = text.length();
        if (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
            if (end > 0 && text.charAt(end - 1) == '\r') {
                end--;
            }
        }
        return text.substring(0, end);
    }
}
