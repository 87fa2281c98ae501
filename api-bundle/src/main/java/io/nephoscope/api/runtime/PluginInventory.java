package io.nephoscope.api.runtime;

import io.nephoscope.api.runtime.dto.PluginDTO;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Shows what lies in the deploy folder and what became of it. */
@ProviderType
public interface PluginInventory {

    /** One entry per jar, by file name. Safe from any thread. */
    List<PluginDTO> plugins();
}
