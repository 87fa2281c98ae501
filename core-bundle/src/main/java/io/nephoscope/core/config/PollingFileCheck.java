package io.nephoscope.core.config;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Checks a polling.yaml without an agent; what {@code nephoscope validate} runs. */
public final class PollingFileCheck {

    private static final int FINE = 0;
    private static final int REFUSED = 1;
    private static final int UNREADABLE = 2;

    private PollingFileCheck() {}

    /** Exits with 0 if the file is fine, 1 if the agent would refuse it, 2 if it cannot be read. */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("usage: validate POLLING_YAML");
            System.exit(UNREADABLE);
        }
        System.exit(check(Path.of(args[0]), System.out));
    }

    static int check(Path file, PrintStream out) {
        PollingDocument document;
        try {
            document = PollingDocument.parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            out.println(file + ":1: yaml: the file is not UTF-8");
            return REFUSED;
        } catch (NoSuchFileException e) {
            out.println(file + ": cannot be read: there is no such file");
            return UNREADABLE;
        } catch (AccessDeniedException e) {
            out.println(file + ": cannot be read: permission denied");
            return UNREADABLE;
        } catch (IOException e) {
            out.println(file + ": cannot be read: " + e.getMessage());
            return UNREADABLE;
        }
        document.errors().forEach(error -> out.println(error.in(file.toString())));
        document.warnings().forEach(warning -> out.println("warning: " + warning.in(file.toString())));
        if (!document.errors().isEmpty()) {
            return REFUSED;
        }
        out.println("OK: " + file + ", sources: " + document.sources().size());
        return FINE;
    }
}
