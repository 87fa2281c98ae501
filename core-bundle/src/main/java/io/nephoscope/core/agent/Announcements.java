package io.nephoscope.core.agent;

import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.PollsterDTO;
import io.nephoscope.api.runtime.dto.PollsterState;
import io.nephoscope.api.runtime.dto.SourceDTO;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log, once each, that the agent is ready, which pollsters are not used and which sources have none. */
final class Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final PollingDefinition definition;
    private final String pollingFile;
    private final Set<String> withoutPollsters = new HashSet<>();
    private Set<String> unused = Set.of();
    private Instant inForceSince = Instant.EPOCH;
    private boolean ready;

    /** @param pollingFile where polling.yaml is to be */
    Announcements(PollingDefinition definition, String pollingFile) {
        this.definition = definition;
        this.pollingFile = pollingFile;
    }

    void tell(AgentDTO agent, List<String> publishers) {
        inForce(definition.state());
        if (!ready) {
            ready = true;
            ready(agent, publishers);
        }
        unusable(agent);
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

    /** Told here and not where it is read: only now it is polled by. */
    private void inForce(PollingDefinition.State state) {
        if (!state.inForceSince().equals(inForceSince) && !state.isAbsent()) {
            LOG.info("{} is in force, sources: {}", state.file(), state.names());
        }
        inForceSince = state.inForceSince();
    }

    /** Pollsters that somebody deployed to be polled, and that cannot be or are not. */
    private void unusable(AgentDTO agent) {
        Set<String> now = new HashSet<>();
        for (PollsterDTO pollster : agent.pollsters) {
            boolean told = pollster.state == PollsterState.SHADOWED
                    || (pollster.state == PollsterState.FAILED && pollster.sources.isEmpty());
            String who = pollster.name + " of " + pollster.bundle + " " + pollster.bundleVersion;
            if (told && now.add(who) && !unused.contains(who)) {
                LOG.warn("Pollster {} is not used: {}", who, pollster.reason);
            }
        }
        unused = now;
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
