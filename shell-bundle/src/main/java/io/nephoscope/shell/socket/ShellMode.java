package io.nephoscope.shell.socket;

import org.osgi.framework.BundleContext;

/** What the socket offers in this process; decided at its start. */
public enum ShellMode {
    /** The agent's own commands. */
    COMMANDS,
    /** Gogo as it is: also all commands of the framework, its objects, and with them all secrets. */
    DEBUG,
    /** Nothing: there is no socket, because a trial run shares its configuration with an agent. */
    NONE;

    /** Framework property: whether this is a trial run. */
    public static final String TRIAL_PROPERTY = "nephoscope.trial";

    /** Framework property: whether the shell is open for debugging. */
    public static final String DEBUG_PROPERTY = "nephoscope.shell.debug";

    public static ShellMode of(BundleContext context) {
        if (Boolean.parseBoolean(context.getProperty(TRIAL_PROPERTY))) {
            return NONE;
        }
        return Boolean.parseBoolean(context.getProperty(DEBUG_PROPERTY)) ? DEBUG : COMMANDS;
    }
}
