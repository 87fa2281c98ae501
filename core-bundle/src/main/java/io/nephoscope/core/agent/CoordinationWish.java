package io.nephoscope.core.agent;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether several agents are to share the work, which the bundle that agrees with the others is configured for. An agent that
 * is to share is not to believe that it is alone before that bundle, and its configuration, are there: at the start
 * files are read in any order.
 */
final class CoordinationWish {

    static final String PID = "io.nephoscope.coordination";

    private static final String KEY = "backend.url";
    private static final Logger LOG = LoggerFactory.getLogger(CoordinationWish.class);

    private CoordinationWish() {}

    /** Whether a configuration says so. */
    static boolean of(Map<String, ?> configuration) {
        Object url = configuration.get(KEY);
        return url != null && !url.toString().isBlank();
    }

    /** Whether the file says so that the configuration will come from. */
    static boolean in(Path folder) {
        Path file = folder.resolve(PID + ".cfg");
        Properties properties = new Properties();
        try (Reader reader = Files.isRegularFile(file) ? Files.newBufferedReader(file) : Reader.nullReader()) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("Cannot read {}, so this agent polls nothing that others may poll until it can be", file, e);
            return true;
        }
        return !properties.getProperty(KEY, "").isBlank();
    }
}
