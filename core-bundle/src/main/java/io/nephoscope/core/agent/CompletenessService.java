package io.nephoscope.core.agent;

import io.nephoscope.api.runtime.CompletenessReport;
import io.nephoscope.api.runtime.dto.CompletenessDTO;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The account of all slots as a service. */
@Component
public final class CompletenessService implements CompletenessReport {

    private final Agent agent;

    @Activate
    public CompletenessService(@Reference Agent agent) {
        this.agent = agent;
    }

    @Override
    public CompletenessDTO completeness(Optional<Instant> since) {
        return agent.engine().ledger().report(since);
    }
}
