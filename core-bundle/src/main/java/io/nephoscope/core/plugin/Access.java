package io.nephoscope.core.plugin;

import java.util.Optional;

/** The way to a plugin's object, which is got when it is first needed and may go at any time. */
public interface Access<T> {

    /**
     * Takes the object into use; waits while another thread activates it.
     *
     * @throws PluginGoneException if its bundle has taken it away
     * @throws PluginException if it cannot be activated
     */
    Use<T> open() throws PluginException, InterruptedException;

    /** Says whether the object is to be held between uses. */
    void keep(boolean wanted);

    /** Whether its bundle has taken it away, so that failures of its last use mean nothing. */
    boolean isGone();

    /** Why it cannot be activated; empty if it can, or was not tried yet. */
    Optional<String> failure();
}
