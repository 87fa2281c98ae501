package io.nephoscope.launcher.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Which of the standard streams is a terminal, and how wide it is. */
public final class Tty {

    static final int DEFAULT = 80;

    private static final long PATIENCE_MILLIS = 500;

    private static final int INPUT = 0;
    private static final int OUTPUT = 1;

    private Tty() {}

    /** Whether someone types. */
    static boolean isInput() {
        return isTerminal(INPUT);
    }

    /** How many columns an answer may take: what COLUMNS says, or the terminal has; into a pipe or a file, 80. */
    public static int width() {
        String columns = System.getenv("COLUMNS");
        if (columns != null && columns.matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(columns);
        }
        return isTerminal(INPUT) && isTerminal(OUTPUT) ? askTerminal() : DEFAULT;
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException e) {
            return false; // it is closed
        }
    }

    /** {@code stty size} answers with lines and columns of the terminal that its input is. */
    private static int askTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader answer = stty.inputReader()) {
                String size = answer.readLine();
                boolean ended = stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                return ended && size != null && size.matches("\\d+ [1-9]\\d{0,3}")
                        ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
                        : DEFAULT;
            }
        } catch (IOException e) {
            return DEFAULT; // there is no stty
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DEFAULT;
        }
    }
}
