package io.nephoscope.publisher.amqp;

import java.net.URI;
import java.util.Map;

/**
 * One of the publishers of this bundle: the first, and one for each further configuration file.
 *
 * @param name what the agent's configuration calls it
 * @param file its configuration file, without the ending
 */
record AmqpInstance(String name, String file) {

    /** Of the first configuration, and of the factory of further ones. */
    static final String PID = "io.nephoscope.publisher.amqp";

    static final AmqpInstance FIRST = new AmqpInstance("amqp", PID);

    private static final String FILE_NAME = "felix.fileinstall.filename";
    private static final String ENDING = ".cfg";

    /**
     * A further one: {@code amqp-NAME} of the file {@code PID-NAME.cfg} or {@code PID~NAME.cfg}.
     *
     * @param pid of the configuration, as ConfigAdmin has it
     * @param properties of the configuration, which name the file if there is one
     */
    static AmqpInstance of(String pid, Map<String, ?> properties) {
        String written = fileName(String.valueOf(properties.get(FILE_NAME)));
        String file = isFurther(written) ? written : pid;
        String name = isFurther(file) ? file.substring(PID.length() + 1) : file;
        return new AmqpInstance(FIRST.name + "-" + name, file);
    }

    private static String fileName(String url) {
        try {
            String path = String.valueOf(URI.create(url).getPath());
            String name = path.substring(path.lastIndexOf('/') + 1);
            return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isFurther(String file) {
        return file.startsWith(PID) && file.length() > PID.length() + 1;
    }

    /** Where its settings stand, for texts. */
    String where() {
        return "etc/" + file + ENDING;
    }
}
