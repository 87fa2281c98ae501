package io.nephoscope.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.partition.SlotAssigner.Limits;
import io.nephoscope.partition.SlotAssignment.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnedSlotsTest {

    private static final int SLOTS = 16;

    private static List<Member> members(Random random) {
        return IntStream.range(0, 6)
                .filter(i -> random.nextBoolean())
                .mapToObj(i -> new Member("m" + i, 1))
                .toList();
    }

    private static SlotAssignment changed(SlotAssignment before, Random random, int step) {
        List<Member> members = members(random);
        Map<String, Watermark> departed = random.nextBoolean()
                ? Map.of()
                : Map.of("m" + random.nextInt(6), Watermark.of(Instant.ofEpochSecond(step * 10L - 15)));
        return before.next(
                SlotAssigner.assign(before.owners(), members, SlotLoads.uniform(SLOTS), Limits.NONE),
                new Change(departed, Instant.ofEpochSecond(step * 10L + 15), Instant.EPOCH));
    }

    @Test
    void areThereExactlyWhenAnySlotIs() {
        Random random = new Random(7);
        int owning = 0;
        for (int round = 0; round < 100; round++) {
            SlotAssignment assignment = SlotAssignment.none(SLOTS);
            for (int step = 1; step < 8; step++) {
                assignment = changed(assignment, random, step);
                String member = "m" + random.nextInt(6);
                Instant due = Instant.ofEpochSecond(random.nextInt(110));
                boolean any = !assignment.slotsOf(member, "cpu", due).isEmpty();
                owning += any ? 1 : 0;
                assertThat(new OwnedSlots(assignment, member).any("cpu", due)).isEqualTo(any);
                assertThat(assignment.isSettled(due) && assignment.isHandingOver(due))
                        .isFalse();
            }
        }
        assertThat(owning).isBetween(100, 600);
    }
}
