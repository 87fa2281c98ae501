package io.nephoscope.api.runtime;

import io.nephoscope.api.runtime.dto.EndpointDTO;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Shows what the agent asks of a cloud, and how that fares. */
@ProviderType
public interface EndpointInventory {

    /** One entry for the sign-in and one for each service that was asked; none without a cloud. Safe from any thread. */
    List<EndpointDTO> endpoints();
}
