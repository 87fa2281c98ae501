package io.nephoscope.deploy;

import java.nio.file.Path;
import java.util.Set;

/**
 * Which configuration a file makes, as File Install reads its name: {@code PID.cfg}, or {@code PID-name.cfg} for one of
 * several of a PID.
 *
 * @param isNamed whether it is one of several
 */
record ConfigurationName(String pid, boolean isNamed) {

    private static final String OWN = "io.nephoscope.";

    /** What the agent itself reads one of, and further ones with names beside it; without the component runtime. */
    private static final Set<String> WITH_FURTHER_ONES = Set.of("io.nephoscope.publisher.amqp");

    static ConfigurationName of(Path file) {
        String name = String.valueOf(file.getFileName());
        String base = name.substring(0, name.lastIndexOf('.'));
        int end = 0;
        while (end < base.length() && "-~".indexOf(base.charAt(end)) < 0) {
            end++;
        }
        return new ConfigurationName(base.substring(0, end), end < base.length());
    }

    /** Whether it is a named one of what the agent itself reads only one of. */
    boolean isCopyOfOwn() {
        return isNamed && pid.startsWith(OWN) && !WITH_FURTHER_ONES.contains(pid);
    }

    /** Whether the component runtime would refuse one beside the other. */
    boolean excludes(ConfigurationName other) {
        return pid.equals(other.pid) && isNamed != other.isNamed && !WITH_FURTHER_ONES.contains(pid);
    }
}
