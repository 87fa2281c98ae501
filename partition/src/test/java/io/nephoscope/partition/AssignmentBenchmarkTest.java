package io.nephoscope.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.partition.SlotAssigner.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prints what the decision page tells; holds no more than that it is far from where it would matter. */
class AssignmentBenchmarkTest {

    private static final int ROUNDS = 20;

    private static List<Member> members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Member("agent-" + i, 1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"4096, 10", "4096, 1000", "16384, 1000"})
    void assignsAllSlotsAndOneMembersSlots(int slots, int count) {
        SlotLoads loads = SlotLoads.uniform(slots);
        SlotOwners full = SlotAssigner.assign(SlotOwners.none(slots), members(count), loads, Limits.NONE);
        double first = millis(() -> SlotAssigner.assign(SlotOwners.none(slots), members(count), loads, Limits.NONE));
        double leave = millis(() -> SlotAssigner.assign(full, members(count - 1), loads, Limits.NONE));
        double join = millis(() -> SlotAssigner.assign(full, members(count + 1), loads, Limits.NONE));

        System.out.printf(
                Locale.ROOT,
                "%d slots, %d members: first assignment %.1f ms, one leaves %.1f ms, one joins %.1f ms%n",
                slots,
                count,
                first,
                leave,
                join);
        assertThat(first + leave + join).isLessThan(10_000);
    }

    @Test
    void asksWhetherAResourceIsOurs() {
        SlotOwners owners =
                SlotAssigner.assign(SlotOwners.none(4096), members(10), SlotLoads.uniform(4096), Limits.NONE);
        SlotAssignment assignment = SlotAssignment.of(
                1, owners, List.of(), IntStream.generate(() -> -1).limit(4096).toArray());
        SlotShare share = new SlotShare(assignment, "agent-3", Watermark.NOTHING);
        List<String> ids = IntStream.range(0, 100_000)
                .mapToObj(i -> new UUID(i * 0x9e3779b97f4a7c15L, i).toString())
                .toList();
        int[] ours = {0};

        double millis = millis(() -> {
            var ownership = share.at("cpu", Instant.parse("2026-01-02T03:04:00Z"));
            ours[0] = (int)
                    ids.stream().filter(id -> ownership.owns("global", id)).count();
        });

        System.out.printf(Locale.ROOT, "100,000 resources asked for: %.1f ms%n", millis);
        assertThat(ours[0]).isBetween(9_500, 10_500);
    }

    private static double millis(Runnable run) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            run.run();
            best = Math.min(best, (System.nanoTime() - begun) / 1e6);
        }
        return best;
    }
}
