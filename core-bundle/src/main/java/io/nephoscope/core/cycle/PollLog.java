package io.nephoscope.core.cycle;

import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.support.text.Credentials;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs failures of polls when they are new, and once more when they are over. */
public final class PollLog {

    private static final Logger LOG = LoggerFactory.getLogger(PollLog.class);

    private final Map<AssignmentName, Known> known = new ConcurrentHashMap<>();
    private final Map<DiscoveryUrl, Told> failingDiscoveries = new ConcurrentHashMap<>();
    private final Set<AssignmentName> late = ConcurrentHashMap.newKeySet();

    private record Known(Told errors, Set<String> failing) {

        private static final Known NOTHING = new Known(Told.NOTHING, Set.of());
    }

    /**
     * What was told since something began to fail. Who has other words each time would fill the log: after some
     * of them no more are told until it works again.
     */
    private record Told(Set<String> words) {

        private static final Told NOTHING = new Told(Set.of());
        private static final int MOST = 8;

        boolean isNews(String word) {
            return words.size() < MOST && !words.contains(word);
        }

        Told and(String word) {
            if (!isNews(word)) {
                return this;
            }
            Set<String> more = new HashSet<>(words);
            more.add(word);
            return new Told(more);
        }

        /** The words with what follows from them, to be logged. */
        String sentence(String word) {
            String shown = Credentials.cutFrom(word);
            return words.size() < MOST - 1 ? shown : shown + "; more is not logged until it works again";
        }
    }

    /**
     * Compares a poll with the one before it.
     *
     * @param error why the poll as a whole failed; empty if it did not
     * @param cause where to look for the bug, if the failure was not meant
     */
    void polled(AssignmentName assignment, String error, @Nullable Throwable cause, Map<String, String> failures) {
        Known before = known.getOrDefault(assignment, Known.NOTHING);
        logError(assignment, before.errors(), error, cause);
        logFailures(assignment, before.failing(), failures);
        if (error.isEmpty() && failures.isEmpty()) {
            known.remove(assignment);
        } else {
            Told errors = error.isEmpty() ? Told.NOTHING : before.errors().and(error);
            known.put(assignment, new Known(errors, Set.copyOf(failures.keySet())));
        }
    }

    /** Compares a call of a discovery with the one before it. */
    void discovered(DiscoveryUrl url, String error, @Nullable Throwable cause) {
        if (error.isEmpty()) {
            if (failingDiscoveries.remove(url) != null) {
                LOG.info("Discovery {} works again", url);
            }
            return;
        }
        Told before = failingDiscoveries.getOrDefault(url, Told.NOTHING);
        failingDiscoveries.put(url, before.and(error));
        if (before.isNews(error)) {
            if (Guard.isExpected(cause)) {
                LOG.warn("Discovery {} failed: {}", url, before.sentence(error));
            } else {
                LOG.warn("Discovery {} failed: {}", url, before.sentence(error), cause);
            }
        }
    }

    private static void logError(AssignmentName assignment, Told before, String error, @Nullable Throwable cause) {
        String pollster = assignment.pollster();
        String source = assignment.source();
        if (error.isEmpty()) {
            if (!before.words().isEmpty()) {
                LOG.info("Pollster {} works again for source {}", pollster, source);
            }
        } else if (before.isNews(error)) {
            if (Guard.isExpected(cause)) {
                LOG.warn("Pollster {} failed for source {}: {}", pollster, source, before.sentence(error));
            } else {
                LOG.warn("Pollster {} failed for source {}: {}", pollster, source, before.sentence(error), cause);
            }
        }
    }

    private static void logFailures(AssignmentName assignment, Set<String> before, Map<String, String> failures) {
        Set<String> added = new HashSet<>(failures.keySet());
        added.removeAll(before);
        if (!added.isEmpty()) {
            String example = added.iterator().next();
            LOG.warn(
                    "Pollster {} cannot read {} of source {}, for example {}: {}",
                    assignment.pollster(),
                    added.size() == 1 ? "1 more resource" : added.size() + " more resources",
                    assignment.source(),
                    Credentials.cutFrom(example),
                    Credentials.cutFrom(failures.getOrDefault(example, "")));
        }
    }

    /** Tells once of samples that came after the end of their poll; {@code pollsters} counts them all. */
    void late(AssignmentName assignment, long samples) {
        if (late.add(assignment)) {
            LOG.warn(
                    "Pollster {} went on after its poll for source {} was over; {} samples of it are thrown away, and "
                            + "more of the kind are not logged",
                    assignment.pollster(),
                    assignment.source(),
                    samples);
        }
    }

    /** Tells of the first of a poll's resources, and how many more there are. */
    void blacklisted(List<Blacklist.Entry> entries) {
        entries.stream().limit(Told.MOST).forEach(this::blacklisted);
        if (entries.size() > Told.MOST) {
            AssignmentName assignment = entries.get(0).assignment();
            LOG.warn(
                    "Pollster {} no longer polls {} more resources for source {}; the command blacklist lists them",
                    assignment.pollster(),
                    entries.size() - Told.MOST,
                    assignment.source());
        }
    }

    void blacklisted(Blacklist.Entry entry) {
        LOG.warn(
                "Pollster {} no longer polls {} for source {}: {}; it tries again: {}",
                entry.assignment().pollster(),
                Credentials.cutFrom(entry.resource()),
                entry.assignment().source(),
                Credentials.cutFrom(entry.reason()),
                entry.retryAt().map(Object::toString).orElse("never, until it is lifted from the blacklist"));
    }

    /** Forgets all but these. */
    public void retain(Set<AssignmentName> assignments, Set<DiscoveryUrl> discoveries) {
        known.keySet().retainAll(assignments);
        failingDiscoveries.keySet().retainAll(discoveries);
        late.retainAll(assignments);
    }
}
