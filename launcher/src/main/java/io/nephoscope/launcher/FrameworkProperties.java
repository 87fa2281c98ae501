package io.nephoscope.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** What the framework is told: the constants of framework.properties, and the folders of this agent. */
final class FrameworkProperties {

    private static final String CONSTANTS = "framework.properties";

    private FrameworkProperties() {}

    /** The constants, the folders, and each system property that names an option of the agent. */
    static Map<String, String> of(Folders folders, Properties systemProperties) {
        Map<String, String> all = new HashMap<>();
        copy(constants(), all);
        systemProperties.stringPropertyNames().stream()
                .filter(key -> key.startsWith("nephoscope.") || key.startsWith("felix."))
                .forEach(key -> all.put(key, systemProperties.getProperty(key)));
        all.put("nephoscope.home", folders.home().toString());
        all.put("nephoscope.etc", folders.etc().toString());
        all.put("nephoscope.var", folders.state().toString());
        all.put("nephoscope.deploy", folders.deploy().toString());
        all.put("nephoscope.plugins", folders.plugins().toString());
        all.putIfAbsent("nephoscope.polling.file", folders.pollingFile().toString());
        all.put("org.osgi.framework.storage", folders.cache().toString());
        all.put("felix.fileinstall.dir", folders.etc() + "," + folders.deploy());
        all.put("felix.fileinstall.tmpdir", folders.temporary().toString());
        return all;
    }

    private static Properties constants() {
        try (InputStream in = FrameworkProperties.class.getResourceAsStream(CONSTANTS)) {
            Properties constants = new Properties();
            constants.load(in);
            return constants;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Properties from, Map<String, String> to) {
        from.stringPropertyNames().forEach(key -> to.put(key, from.getProperty(key)));
    }
}
