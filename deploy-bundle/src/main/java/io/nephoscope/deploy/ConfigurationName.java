package io.nephoscope.deploy;

import java.nio.file.Path;

/**
 * Which configuration a file makes, as File Install reads its name: {@code PID.cfg}, or {@code PID-name.cfg} for one of
 * several of a PID.
 *
 * @param isNamed whether it is one of several
 */
record ConfigurationName(String pid, boolean isNamed) {

    private static final String OWN = "io.nephoscope.";

    static ConfigurationName of(Path file) {
        String name = String.valueOf(file.getFileName());
        String base = name.substring(0, name.lastIndexOf('.'));
        int end = 0;
        while (end < base.length() && "-~".indexOf(base.charAt(end)) < 0) {
            end++;
        }
        return new ConfigurationName(base.substring(0, end), end < base.length());
    }

    /** Whether the agent itself reads it; of that there is one. */
    boolean isOwn() {
        return pid.startsWith(OWN);
    }

    /** Whether the component runtime would refuse one beside the other. */
    boolean excludes(ConfigurationName other) {
        return pid.equals(other.pid) && isNamed != other.isNamed;
    }
}
