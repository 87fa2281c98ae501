package io.nephoscope.core.schedule;

/** What a slot polls of what is found: all, or the part that is this agent's. */
@FunctionalInterface
public interface Portion {

    /** All of it, for nobody else polls it. */
    Portion ALL = (group, resource) -> true;

    /**
     * Whether a resource is in it.
     *
     * @param group what is shared out together; never empty
     */
    boolean holds(String group, String resource);
}
