package io.nephoscope.core.agent;

import io.nephoscope.api.runtime.DryRun;
import io.nephoscope.api.runtime.dto.DryRunDTO;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Dry runs as a service. */
@Component
public final class DryRunService implements DryRun {

    private final Agent agent;

    @Activate
    public DryRunService(@Reference Agent agent) {
        this.agent = agent;
    }

    @Override
    public DryRunDTO poll(String pollster, Optional<String> resource, Optional<String> discovery)
            throws InterruptedException {
        return agent.dryRuns().poll(pollster, resource, discovery);
    }

    @Override
    public DryRunDTO discover(String url) throws InterruptedException {
        return agent.dryRuns().discover(url);
    }
}
