package io.nephoscope.api.runtime.dto;

/** What became of a file of the deploy folder. */
public enum PluginState {
    /** It runs. */
    ACTIVE,
    /** It waits for a package or a service of another bundle. */
    WAITING,
    /** A higher version of the same bundle lies beside it. */
    SHADOWED,
    /** It is no plugin, or one that must not run here. */
    REFUSED,
    /** It, or one of its components, cannot be started. */
    FAILED,
    /** It is no jar. */
    IGNORED,
    /** Its file is gone, but something of it still runs or holds its classes. */
    LEFT_BEHIND
}
