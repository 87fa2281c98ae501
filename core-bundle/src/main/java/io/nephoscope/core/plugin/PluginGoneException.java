package io.nephoscope.core.plugin;

import java.io.Serial;

/** A plugin was taken away by its bundle, which is no failure. */
public final class PluginGoneException extends PluginException {

    @Serial
    private static final long serialVersionUID = 1;

    public PluginGoneException() {
        super("its bundle has taken it away", null);
    }
}
