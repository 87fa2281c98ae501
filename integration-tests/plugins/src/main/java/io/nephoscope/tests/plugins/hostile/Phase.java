package io.nephoscope.tests.plugins.hostile;

/** Where the agent, or the framework on its behalf, calls a plugin. */
public enum Phase {
    CLASS_INITIALISER,
    CONSTRUCTOR,
    ACTIVATE,
    MODIFIED,
    DEACTIVATE,
    POLL,
    DISCOVER,
    POLLSTERS,
    PUBLISH,
    STATUS,
    HEALTH
}
