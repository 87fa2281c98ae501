package io.nephoscope.pollsters.ipmi;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.pollsters.ipmi.IpmiException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads the board once per cycle, for whichever meter is polled first, and remembers how that went. Thread-safe. */
final class BoardReader {

    private static final String SUBJECT = "IPMI";

    private final Ipmitool ipmitool;
    private final Supplier<IpmiSettings> settings;
    private final InstantSource clock;

    /** The last failure; guarded by this object. */
    private Optional<Trouble> trouble = Optional.empty();

    /** Of the last answer; guarded by this object. */
    private Optional<String> complaint = Optional.empty();

    /** What a cycle has of the board. A failure is a value, too: all meters of the cycle learn of the same one. */
    record Reading(Collection<Sensor> sensors, Optional<IpmiException> failure) {}

    /** A failure, and since when it has been the same. */
    private record Trouble(IpmiException failure, Instant since) {}

    BoardReader(Supplier<IpmiSettings> settings, InstantSource clock) {
        this.ipmitool = new Ipmitool(settings);
        this.settings = settings;
        this.clock = clock;
    }

    /** What the sensors read in this cycle. */
    Reading read(Poll poll) throws InterruptedException {
        return poll.cycle().shared(Reading.class, SUBJECT, () -> load(poll));
    }

    /** Some of the poll's time is left for handing over what was read, or telling why not. */
    private Reading load(Poll poll) throws InterruptedException {
        Duration atMost = poll.remaining().multipliedBy(9).dividedBy(10);
        try {
            checkSettings();
            Ipmitool.Answer answer =
                    ipmitool.read(IpmiMeter.onlyType(poll.cycle().pollsters()), atMost);
            note(Optional.empty(), answer.complaint());
            return new Reading(answer.sensors(), Optional.empty());
        } catch (IpmiException e) {
            note(Optional.of(e), Optional.empty());
            return new Reading(List.of(), Optional.of(e));
        }
    }

    /** Another board than the one that is meant is not to be read. */
    private void checkSettings() throws IpmiException {
        Set<String> lacking = settings.get().lacking();
        if (!lacking.isEmpty()) {
            throw new IpmiException(
                    Kind.FAILED,
                    "nothing is read until " + String.join(" and ", new TreeSet<>(lacking)) + " in "
                            + IpmiConfiguration.PID + ".cfg can be used",
                    "correct it");
        }
    }

    private synchronized void note(Optional<IpmiException> failure, Optional<String> said) {
        complaint = said;
        Instant since = trouble.filter(known -> failure.isPresent()
                        && String.valueOf(known.failure().getMessage())
                                .equals(failure.get().getMessage()))
                .map(Trouble::since)
                .orElseGet(clock::instant);
        trouble = failure.map(now -> new Trouble(now, since));
    }

    long pollingRetry() {
        return settings.get().pollingRetry();
    }

    /** Nothing as long as all is well, or nobody has polled. */
    synchronized List<HealthReport> health() {
        return Stream.concat(
                        trouble.stream().map(now -> report(now.failure()).since(now.since())),
                        complaint.stream().map(said -> HealthReport.ok(SUBJECT, said)))
                .toList();
    }

    private static HealthReport report(IpmiException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure.kind() == Kind.ABSENT
                ? HealthReport.waiting(SUBJECT, message, failure.remedy())
                : HealthReport.failed(SUBJECT, message, failure.remedy());
    }
}
