package io.nephoscope.core.plugin;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A plugin failed. The message is one sentence for the operator. Not to be kept: its cause pins the plugin. */
public class PluginException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    public PluginException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
