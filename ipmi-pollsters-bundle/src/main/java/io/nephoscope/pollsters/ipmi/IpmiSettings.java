package io.nephoscope.pollsters.ipmi;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How sensors are asked.
 *
 * @param program a path, or a name on the PATH
 * @param arguments what stands before the command
 * @param password of the board, empty for none
 * @param timeout how long one run may take
 * @param pollingRetry how many failures in a row are tolerated; -1 for any number
 * @param lacking the keys that were refused and are nothing to do without
 */
record IpmiSettings(
        String program,
        List<String> arguments,
        String password,
        Duration timeout,
        long pollingRetry,
        Set<String> lacking) {

    IpmiSettings {
        arguments = List.copyOf(arguments);
        lacking = Set.copyOf(lacking);
    }

    @Override
    public String toString() {
        return program;
    }
}
