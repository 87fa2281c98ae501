package io.nephoscope.api.runtime;

import io.nephoscope.api.runtime.dto.DryRunDTO;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Calls a pollster or a discovery now and publishes nothing. Schedule and blacklist are not touched. */
@ProviderType
public interface DryRun {

    /**
     * Polls once. The plugin runs on a thread of the agent, and is waited for up to a minute.
     *
     * @param pollster its name, whether or not a source asks for it
     * @param resource the static resource to poll; empty for what a discovery finds
     * @param discovery the discovery to ask instead of its own, as in polling.yaml; empty for its own, where a
     *     resource is not given
     * @throws IllegalArgumentException if there is no such pollster or no such discovery
     * @throws InterruptedException if interrupted while waiting
     */
    DryRunDTO poll(String pollster, Optional<String> resource, Optional<String> discovery) throws InterruptedException;

    /**
     * Discovers once, likewise.
     *
     * @param url a discovery as in polling.yaml: a name, or a name with a parameter
     * @throws IllegalArgumentException if there is no such discovery
     * @throws InterruptedException if interrupted while waiting
     */
    DryRunDTO discover(String url) throws InterruptedException;
}
