package io.nephoscope.core.config;

import io.nephoscope.support.text.OneLine;
import io.nephoscope.support.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Checks a polling.yaml without an agent; what {@code nephoscope validate} runs. */
public final class PollingFileCheck {

    private static final int FINE = 0;
    private static final int REFUSED = 1;
    private static final int UNREADABLE = 2;

    private static final String STANDARD_INPUT = "-";

    private final InputStream in;
    private final PrintStream out;

    PollingFileCheck(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /** Exits with 0 if the file is fine, 1 if the agent would refuse it, 2 if it cannot be read. */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("usage: validate POLLING_YAML, a folder that holds one, or - for standard input");
            System.exit(UNREADABLE);
        }
        System.exit(new PollingFileCheck(System.in, System.out).check(args[0]));
    }

    /** @param name a file; a folder with a polling.yaml; or {@code -} */
    int check(String name) {
        if (name.equals(STANDARD_INPUT)) {
            return check("standard input", in);
        }
        try {
            Path given = Path.of(name);
            Path file = Files.isDirectory(given) ? given.resolve("polling.yaml") : given;
            return check(file);
        } catch (InvalidPathException e) {
            return unreadable(name, "that is no path");
        }
    }

    /** Only regular files, as the agent does: others may never end. */
    private int check(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return unreadable(file, "it is no regular file");
        }
        try (InputStream content = Files.newInputStream(file)) {
            return check(file.toString(), content);
        } catch (NoSuchFileException e) {
            return unreadable(
                    file,
                    Files.isSymbolicLink(file)
                            ? "it is a link to a file that does not exist"
                            : "there is no such file");
        } catch (AccessDeniedException e) {
            return unreadable(file, "permission denied");
        } catch (IOException e) {
            return unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    /** Bytes that are not UTF-8 become a character that the parser refuses, with the line. */
    private int check(String name, InputStream content) {
        try {
            byte[] bytes = content.readNBytes(YamlReader.LONGEST + 1);
            return bytes.length > YamlReader.LONGEST
                    ? tell(
                            name,
                            PollingDocument.refused("the file is larger than " + (YamlReader.LONGEST >> 20) + " MiB"))
                    : tell(name, PollingDocument.parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    private int tell(String name, PollingDocument document) {
        document.errors().forEach(error -> out.println(error.in(name)));
        document.warnings().forEach(warning -> out.println("warning: " + warning.in(name)));
        if (!document.errors().isEmpty()) {
            return REFUSED;
        }
        out.println("OK: " + name + ", sources: " + document.sources().size());
        return FINE;
    }

    private int unreadable(Object name, String reason) {
        out.println(OneLine.of(name + ": cannot be read: " + reason));
        return UNREADABLE;
    }
}
