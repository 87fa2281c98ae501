package io.nephoscope.api.runtime;

import io.nephoscope.api.runtime.dto.AgentDTO;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Shows the running agent. Whatever displays or exports state reads only this. The service property
 * {@code service.changecount} grows when sources, pollsters, discoveries or publishers come or go.
 */
@ProviderType
public interface AgentRuntime {

    /** A copy of the state of now, which the caller may keep. Safe from any thread. */
    AgentDTO snapshot();
}
