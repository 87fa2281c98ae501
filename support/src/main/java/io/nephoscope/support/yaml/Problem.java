package io.nephoscope.support.yaml;

import io.nephoscope.support.text.Credentials;
import io.nephoscope.support.text.OneLine;

/**
 * One thing that is wrong with a file. One line of text each, whatever the file holds; a key that is a URL, by a colon that
 * is forgotten or one too many, is without its password.
 *
 * @param line counted from 1
 * @param key where, such as {@code sources[0].interval}
 */
public record Problem(int line, String key, String message) {

    public Problem {
        key = Credentials.cutFrom(OneLine.of(key));
        message = OneLine.of(message);
    }

    /** As in {@code polling.yaml:7: sources[0].interval: what is wrong}. */
    public String in(String file) {
        return file + ":" + line + ": " + key + ": " + message;
    }
}
