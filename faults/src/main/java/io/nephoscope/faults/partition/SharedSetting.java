package io.nephoscope.faults.partition;

import java.nio.file.Path;

/**
 * What a scene is made of.
 *
 * @param root the project's folder
 * @param folder of all that is written
 * @param port of the broker; those of the engine follow 18,000 after it
 * @param peer whose agents are tried
 */
record SharedSetting(
        Path root,
        Path folder,
        int port,
        ServerKind engine,
        SharedOptions.Crowd crowd,
        SharedTiming timing,
        String peer) {

    private static final int ENGINE_OFFSET = 18_000;

    int enginePort() {
        return port + ENGINE_OFFSET;
    }
}
