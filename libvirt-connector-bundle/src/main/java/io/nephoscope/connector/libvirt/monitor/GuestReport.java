package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.connector.libvirt.DomainRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which guests do not answer.
 *
 * @param unresponsive those, and since when
 * @param stuck how many calls wait for some
 * @param most how many may
 * @param leftOut how many guests are not asked because of that bound
 */
public record GuestReport(Map<DomainRef, Instant> unresponsive, int stuck, int most, int leftOut) {

    private static final String SUBJECT = "libvirt guests";
    private static final int EXAMPLES = 10;

    /** A line for the operator, if there is something to tell. */
    public Optional<HealthReport> line() {
        if (unresponsive.isEmpty() && stuck < most && leftOut == 0) {
            return Optional.empty();
        }
        String calls = "; %d of at most %d calls are stuck".formatted(stuck, most);
        String others = leftOut == 0 ? "" : ", so %d more guests are read without their processes".formatted(leftOut);
        return Optional.of(HealthReport.waiting(
                SUBJECT,
                names() + calls + others,
                "look whether their QEMU processes are stopped or wait for storage; they are read in full as soon as"
                        + " they answer"));
    }

    private String names() {
        if (unresponsive.isEmpty()) {
            return "some do not answer";
        }
        String names = unresponsive.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(EXAMPLES)
                .map(guest ->
                        guest.getKey().name() + " (since " + guest.getValue().truncatedTo(ChronoUnit.SECONDS) + ")")
                .collect(Collectors.joining(", "));
        int more = unresponsive.size() - EXAMPLES;
        return names + (more > 0 ? " and " + more + " more" : "") + (unresponsive.size() == 1 ? " does" : " do")
                + " not answer";
    }
}
