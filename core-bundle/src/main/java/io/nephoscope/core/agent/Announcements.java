package io.nephoscope.core.agent;

import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.SourceDTO;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log, once each, that the agent is ready and which sources have nothing to poll with. */
final class Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final PollingDefinition definition;
    private final String pollingFile;
    private final Set<String> withoutPollsters = new HashSet<>();
    private boolean ready;

    /** @param pollingFile where polling.yaml is to be */
    Announcements(PollingDefinition definition, String pollingFile) {
        this.definition = definition;
        this.pollingFile = pollingFile;
    }

    void tell(AgentDTO agent, List<String> publishers) {
        if (!ready) {
            ready = true;
            ready(agent, publishers);
        }
        for (SourceDTO source : agent.sources) {
            if (!source.pollsters.isEmpty()) {
                withoutPollsters.remove(source.name);
            } else if (withoutPollsters.add(source.name)) {
                LOG.info(
                        "Source {} waits: its meters {} select none of the {} pollsters that are there",
                        source.name,
                        source.meters,
                        agent.pollsters.size());
            }
        }
        withoutPollsters.retainAll(
                agent.sources.stream().map(source -> source.name).toList());
    }

    private void ready(AgentDTO agent, List<String> publishers) {
        if (definition.state().isAbsent()) {
            LOG.info("Ready: nothing to poll, because there is no {}; create it", pollingFile);
            return;
        }
        long active = agent.pollsters.stream()
                .filter(pollster -> !pollster.sources.isEmpty())
                .count();
        LOG.info(
                "Ready: {} sources poll with {} of {} pollsters and publish to {}",
                agent.sources.size(),
                active,
                agent.pollsters.size(),
                publishers);
    }
}
