package io.nephoscope.core.cycle;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.schedule.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts for one attempt: to the statistics, the blacklist and the log. */
final class Account {

    private static final Logger LOG = LoggerFactory.getLogger(Account.class);

    private final Assignment assignment;
    private final CycleServices services;
    private final Instant startedAt;
    private final long started;
    private volatile Findings findings = Findings.NONE;

    private enum Kind {
        POLLED,
        ABANDONED,
        /** Nothing is to be told: another source has polled it all, or the plugin is gone. */
        VOID
    }

    /** What is known of the attempt before its end. */
    private record Findings(
            Resolved resolved, String error, @Nullable Throwable cause, Kind kind) {

        private static final Findings NONE = new Findings(new Resolved(List.of(), ""), "", null, Kind.POLLED);

        Findings failed(String newError, @Nullable Throwable newCause, Kind newKind) {
            return new Findings(resolved, newError, newCause, newKind);
        }
    }

    Account(Assignment assignment, CycleServices services) {
        this.assignment = assignment;
        this.services = services;
        this.startedAt = services.timer().now();
        this.started = services.timer().nanoTime();
    }

    void resolved(Resolved resolved, boolean isFirst) {
        boolean skipped = resolved.resources().isEmpty() && resolved.error().isEmpty();
        if (skipped) {
            LOG.debug(
                    "Skip pollster {}, no {}resources found this cycle",
                    assignment.pollster().name(),
                    isFirst ? "" : "new ");
        }
        findings = new Findings(resolved, "", null, skipped && !isFirst ? Kind.VOID : Kind.POLLED);
    }

    void failed(String error, @Nullable Throwable cause) {
        findings = findings.failed(error, cause, Kind.POLLED);
    }

    void abandoned(String error) {
        findings = findings.failed(error, null, Kind.ABANDONED);
    }

    void cancel() {
        findings = findings.failed("", null, Kind.VOID);
    }

    void settle(CollectingPoll.Outcome outcome, PollSettings settings) {
        Findings last = findings;
        if (last.kind() == Kind.VOID) {
            return;
        }
        services.listener().polled(assignment.pollster(), report(last, outcome));
        quarantine(last.kind(), settings);
        blacklist(outcome, settings);
        if (last.error().isEmpty()) {
            forgive(outcome, last.resolved());
        }
        services.memory().log().polled(assignment.name(), last.error(), last.cause(), outcome.failures());
    }

    private void quarantine(Kind kind, PollSettings settings) {
        Quarantine quarantine = services.memory().quarantine();
        if (kind == Kind.ABANDONED) {
            quarantine
                    .abandoned(assignment, services.timer().now(), settings.blacklist())
                    .ifPresent(services.memory().log()::blacklisted);
        } else {
            quarantine.returned(assignment);
        }
    }

    private PollReport report(Findings last, CollectingPoll.Outcome outcome) {
        int resources = last.resolved().resources().size();
        return new PollReport(
                startedAt,
                Duration.ofNanos(services.timer().nanoTime() - started),
                new PollReport.Counts(
                        resources, outcome.samples(), outcome.failures().size()),
                firstOf(last.error(), last.resolved().error(), outcome.lastFailure()),
                last.kind() == Kind.ABANDONED);
    }

    private static String firstOf(String... errors) {
        return Stream.of(errors).filter(error -> !error.isEmpty()).findFirst().orElse("");
    }

    private void blacklist(CollectingPoll.Outcome outcome, PollSettings settings) {
        Blacklist blacklist = services.blacklist();
        Instant now = services.timer().now();
        for (Map.Entry<String, String> resource : outcome.blacklisted().entrySet()) {
            int times = blacklist.times(assignment, resource.getKey()) + 1;
            Blacklist.Entry entry = new Blacklist.Entry(
                    assignment.name(),
                    resource.getKey(),
                    resource.getValue(),
                    now,
                    settings.blacklist().retryAt(now, times),
                    times);
            blacklist.add(assignment, entry);
            services.memory().log().blacklisted(entry);
        }
    }

    private void forgive(CollectingPoll.Outcome outcome, Resolved resolved) {
        Blacklist blacklist = services.blacklist();
        if (blacklist.isEmpty(assignment)) {
            return;
        }
        Set<String> polled = resolved.resources().stream().map(Resource::id).collect(toUnmodifiableSet());
        blacklist.forgive(assignment, id -> polled.contains(id) && outcome.isWell(id));
    }
}
