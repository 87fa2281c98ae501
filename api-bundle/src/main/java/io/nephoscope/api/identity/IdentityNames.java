package io.nephoscope.api.identity;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows users and projects by name. Register it as a service for as long as they can be asked for; of several the one
 * with the highest service ranking is asked. The agent asks it for the owners of samples that are on their way, where the
 * operator wants names.
 *
 * <p>Samples wait for the answer, so an implementation remembers what it was told, also that somebody is not there;
 * asks for many at once where that takes fewer calls; and asks nobody for a while after it was not answered. It tells
 * the operator of that itself: samples whose names are not known are sent without. Called from several threads at the
 * same time.
 */
@ConsumerType
public interface IdentityNames {

    /**
     * Tells the names of users.
     *
     * @param ids of one sample or many
     * @param remaining for how long the call may block; zero to be told no more than what is remembered
     * @return the names that are known, by id
     * @throws InterruptedException if interrupted while waiting
     */
    Map<String, String> users(Set<String> ids, Duration remaining) throws InterruptedException;

    /**
     * Tells the names of projects.
     *
     * @param ids of one sample or many
     * @param remaining for how long the call may block; zero to be told no more than what is remembered
     * @return the names that are known, by id
     * @throws InterruptedException if interrupted while waiting
     */
    Map<String, String> projects(Set<String> ids, Duration remaining) throws InterruptedException;
}
