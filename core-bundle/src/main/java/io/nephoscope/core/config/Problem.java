package io.nephoscope.core.config;

/**
 * One thing that is wrong with polling.yaml.
 *
 * @param line counted from 1
 * @param key where, such as {@code sources[0].interval}
 */
public record Problem(int line, String key, String message) {

    /** As in {@code polling.yaml:7: sources[0].interval: what is wrong}. */
    public String in(String file) {
        return file + ":" + line + ": " + key + ": " + message;
    }
}
