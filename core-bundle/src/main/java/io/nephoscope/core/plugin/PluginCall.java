package io.nephoscope.core.plugin;

import java.time.Duration;

/**
 * One call of a plugin, in words.
 *
 * @param plugin whom, such as {@code pollster hello.load}
 * @param what such as {@code deactivation}
 * @param bundle the symbolic name of its bundle
 * @param isQuestion whether it is asked for somebody who tells himself when there is no answer
 */
public record PluginCall(String plugin, String what, String bundle, boolean isQuestion) {

    /** A call that somebody waits for in vain when it hangs. */
    public static PluginCall of(String plugin, String what, String bundle) {
        return new PluginCall(plugin, what, bundle, false);
    }

    /** A question, whose asker tells when there is no answer. */
    public static PluginCall question(String plugin, String what, String bundle) {
        return new PluginCall(plugin, what, bundle, true);
    }

    /** For the name of the thread that makes it. */
    public String description() {
        return what + " of " + plugin + " of " + bundle;
    }

    /** For the operator, when it takes too long. */
    public String hasNotReturned(Duration since) {
        return "has not returned from its " + what + " for " + Math.max(1, since.toSeconds()) + " s";
    }
}
