package io.nephoscope.api.partition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Shares resources out among the agents that work together, so that each is polled by one of them. Register it as a
 * service for as long as this agent is to leave resources to others, also while it does not know yet which; of
 * several the one with the highest service ranking counts, and where there is none the agent polls all it finds.
 * Raise the service property {@code service.changecount} whenever {@link #share()} would answer something new: the
 * agent then looks at once for what it has to catch up with.
 *
 * <p>All agents that work together poll a series at the same times, multiples of its interval since the epoch; a
 * <em>series</em> is one pollster of one source, a <em>due time</em> one of those times. So agents can agree up to
 * which due time a series was polled by whom, whatever their clocks show.
 *
 * <p>No method blocks, and none throws because the agents cannot reach each other: then what was agreed last goes on.
 * Called from several threads at the same time.
 */
@ConsumerType
public interface Partitioner {

    /** What this agent polls, as agreed now. Called for each poll: it must be cheap. */
    Share share();

    /**
     * Learns that all polls of a series that were due until then have ended, and that their samples are safe in this
     * agent's store: whoever takes over polls only what was due later. Called for each series once per due time, also
     * if there was nothing to poll for this agent.
     *
     * @param series names it; the same on all agents
     */
    void concluded(String series, Instant due);

    /**
     * Whether samples may leave this agent. Asked before they are handed to publishers, and again later as long as
     * the answer is {@link Publication#HOLD}. The other two are final: what may be published once may be published
     * after any pause, for nobody else will poll it.
     *
     * @param due when the poll that made them was due
     */
    Publication publication(String series, Instant due);

    /**
     * Learns what a poll has cost, so that agents can share out evenly what polling costs. Called once for each poll of what
     * is shared out, with all of it that was this agent's, whether the poll went well or not; from the threads that poll,
     * so it must be cheap also for a hundred thousand resources.
     *
     * @param resources the ids that were polled, by group, as {@link Ownership#owns} was asked of them; not to be kept
     * @param took how long the pollster was at it
     * @param interval how often that happens
     */
    default void polled(Map<String, List<String>> resources, Duration took, Duration interval) {}

    /** Lists that one agent makes for all; empty where each makes its own. Asked for each discovery of each cycle. */
    default Optional<SharedLists> lists() {
        return Optional.empty();
    }
}
