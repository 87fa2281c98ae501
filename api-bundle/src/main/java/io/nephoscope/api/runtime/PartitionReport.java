package io.nephoscope.api.runtime;

import io.nephoscope.api.runtime.dto.PartitionsDTO;
import io.nephoscope.api.runtime.dto.ResourceOwnerDTO;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Tells how several agents share out what they poll. There also where nothing is shared out, to say so. */
@ProviderType
public interface PartitionReport {

    /** A copy of the state of now. Safe from any thread. */
    PartitionsDTO partitions();

    /**
     * Whose a resource is, and why.
     *
     * @param resource its id
     * @param group what it is shared out with; empty for each group that this agent has polled lately
     * @return one for each group; none where nothing is shared out or no group is known
     */
    List<ResourceOwnerDTO> owners(String resource, Optional<String> group);
}
