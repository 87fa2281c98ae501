package io.nephoscope.support.yaml;

import io.nephoscope.support.text.OneLine;

/**
 * One thing that is wrong with a file. One line of text each, whatever the file holds.
 *
 * @param line counted from 1
 * @param key where, such as {@code sources[0].interval}
 */
public record Problem(int line, String key, String message) {

    public Problem {
        key = OneLine.of(key);
        message = OneLine.of(message);
    }

    /** As in {@code polling.yaml:7: sources[0].interval: what is wrong}. */
    public String in(String file) {
        return file + ":" + line + ": " + key + ": " + message;
    }
}
