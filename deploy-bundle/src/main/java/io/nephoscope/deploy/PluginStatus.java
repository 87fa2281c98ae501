package io.nephoscope.deploy;

import io.nephoscope.api.runtime.dto.PluginState;
import io.nephoscope.support.text.OneLine;
import java.util.Locale;

/**
 * What became of a plugin.
 *
 * @param state how it is
 * @param reason why it is not active, in one line; else empty
 */
record PluginStatus(PluginState state, String reason) {

    static final PluginStatus ACTIVE = new PluginStatus(PluginState.ACTIVE, "");
    /** Installed while the agent starts; to be started with all others. */
    static final PluginStatus STARTING = new PluginStatus(PluginState.WAITING, "the agent is still starting");

    PluginStatus {
        reason = OneLine.of(reason);
    }

    /** The state in words. */
    String word() {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static PluginStatus waiting(String reason) {
        return new PluginStatus(PluginState.WAITING, reason);
    }

    static PluginStatus shadowed(String reason) {
        return new PluginStatus(PluginState.SHADOWED, reason);
    }

    static PluginStatus refused(String reason) {
        return new PluginStatus(PluginState.REFUSED, reason);
    }

    static PluginStatus failed(String reason) {
        return new PluginStatus(PluginState.FAILED, reason);
    }

    static PluginStatus ignored(String reason) {
        return new PluginStatus(PluginState.IGNORED, reason);
    }

    static PluginStatus leftBehind(String reason) {
        return new PluginStatus(PluginState.LEFT_BEHIND, reason);
    }
}
