package io.nephoscope.launcher;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Standard output of an agent that has no terminal: lines go to the logger {@code stdout}, whose file
 * is bounded, where a redirected file would grow for ever.
 */
final class LoggedOutput extends OutputStream {

    /** Its logger, which logback.xml gives a file of its own. */
    static final String LOGGER = "stdout";

    private final Logger log = LoggerFactory.getLogger(LOGGER);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private LoggedOutput() {}

    static PrintStream stream() {
        return new PrintStream(new LoggedOutput(), false, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int character) {
        if (character == '\n') {
            log.info(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else {
            line.write(character);
        }
    }
}
