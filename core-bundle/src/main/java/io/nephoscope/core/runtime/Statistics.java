package io.nephoscope.core.runtime;

import io.nephoscope.core.cycle.CycleListener;
import io.nephoscope.core.cycle.DiscoveryReport;
import io.nephoscope.core.cycle.PollReport;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.PollsterPlugin;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What plugins did since start, by their names and bundles: no plugin is kept for it. */
final class Statistics implements CycleListener {

    /** Who did it. */
    record Who(String name, String bundle) {

        static Who of(PollsterPlugin pollster) {
            return new Who(pollster.name(), pollster.origin().bundle());
        }

        static Who of(DiscoveryPlugin discovery) {
            return new Who(discovery.name(), discovery.origin().bundle());
        }
    }

    /** The polls of one pollster. */
    record Polls(PollReport last, long polls, long samples, long abandoned) {

        private static Polls first(PollReport report) {
            return new Polls(report, 0, 0, 0).plus(report);
        }

        private Polls plus(PollReport report) {
            boolean polled = report.counts().resources() > 0;
            return new Polls(
                    report,
                    polls + (polled ? 1 : 0),
                    samples + report.counts().samples(),
                    abandoned + (report.abandoned() ? 1 : 0));
        }
    }

    private final Map<Who, Polls> polls = new ConcurrentHashMap<>();
    private final Map<Who, DiscoveryReport> discoveries = new ConcurrentHashMap<>();

    @Override
    public void polled(PollsterPlugin pollster, PollReport report) {
        polls.compute(Who.of(pollster), (who, before) -> before == null ? Polls.first(report) : before.plus(report));
    }

    @Override
    public void discovered(DiscoveryPlugin discovery, DiscoveryReport report) {
        discoveries.put(Who.of(discovery), report);
    }

    Optional<Polls> of(PollsterPlugin pollster) {
        return Optional.ofNullable(polls.get(Who.of(pollster)));
    }

    Optional<DiscoveryReport> of(DiscoveryPlugin discovery) {
        return Optional.ofNullable(discoveries.get(Who.of(discovery)));
    }

    /** Forgets plugins that came and went, once they are many. */
    void bound(Set<Who> present, int limit) {
        if (polls.size() + discoveries.size() > limit) {
            polls.keySet().retainAll(present);
            discoveries.keySet().retainAll(present);
        }
    }
}
