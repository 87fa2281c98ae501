package io.nephoscope.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.partition.SlotAssignment.Change;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotAssignmentTest {

    private static final List<Member> A = List.of(new Member("a", 1));
    private static final List<Member> AB = List.of(new Member("a", 1), new Member("b", 1));
    private static final List<Member> B = List.of(new Member("b", 1));
    private static final List<Member> BC = List.of(new Member("b", 1), new Member("c", 1));
    private static final List<Member> C = List.of(new Member("c", 1));

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    private static Change planned(long second) {
        return new Change(Map.of(), at(second), Instant.EPOCH);
    }

    private static Change departed(String member, Watermark done, long now) {
        return new Change(Map.of(member, done), at(now + 5), Instant.EPOCH);
    }

    private static String owner(SlotAssignment assignment, String series, long due) {
        return assignment.ownerOf(0, series, at(due)).orElse("nobody");
    }

    private final SlotAssignment first = SlotAssignment.none(2).next(SlotOwners.of(A, 0, 0), planned(0));

    @Test
    void givesTheFirstOwnersAllThatIsDue() {
        assertThat(first.generation()).isEqualTo(1);
        assertThat(owner(first, "cpu", 0)).isEqualTo("a");
    }

    @Test
    void handsOverAtThePlannedTime() {
        SlotAssignment next = first.next(SlotOwners.of(AB, 1, 0), planned(100));

        assertThat(owner(next, "cpu", 100)).isEqualTo("a");
        assertThat(owner(next, "cpu", 101)).isEqualTo("b");
        assertThat(next.isHandingOver(at(99))).isTrue();
        assertThat(next.isHandingOver(at(100))).isFalse();
        assertThat(next.slotsOf("a", "cpu", at(100))).isEqualTo(bits(0, 1));
        assertThat(next.slotsOf("a", "cpu", at(101))).isEqualTo(bits(1));
        assertThat(next.slotsOf("b", "cpu", at(101))).isEqualTo(bits(0));
    }

    private static BitSet bits(int... slots) {
        BitSet bits = new BitSet();
        for (int slot : slots) {
            bits.set(slot);
        }
        return bits;
    }

    @Test
    void givesTheSuccessorOfOneThatIsGoneWhatItHasNotDone() {
        Watermark done = Watermark.NOTHING.with("cpu", at(60)).with("disk", at(30));

        SlotAssignment next = first.next(SlotOwners.of(B, 0, 0), departed("a", done, 100));

        assertThat(owner(next, "cpu", 60)).isEqualTo("a");
        assertThat(owner(next, "cpu", 90)).isEqualTo("b");
        assertThat(owner(next, "disk", 60)).isEqualTo("b");
        assertThat(owner(next, "memory", 30)).isEqualTo("b");
    }

    @Test
    void letsOneThatIsGoneBeforeAPlannedHandOverDoNoMoreThanItHas() {
        SlotAssignment planned = first.next(SlotOwners.of(AB, 1, 1), planned(100));

        SlotAssignment next = planned.next(SlotOwners.of(B, 0, 0), departed("a", Watermark.of(at(60)), 97));

        assertThat(owner(next, "cpu", 60)).isEqualTo("a");
        assertThat(owner(next, "cpu", 90)).isEqualTo("b");
    }

    @Test
    void letsAThirdTakeOverFromAnOldOwnerWhenTheNewOneIsGoneBefore() {
        SlotAssignment planned = first.next(SlotOwners.of(AB, 1, 1), planned(100));

        SlotAssignment next = planned.next(SlotOwners.of(C, 0, 0), departed("b", Watermark.NOTHING, 97));

        assertThat(owner(next, "cpu", 100)).isEqualTo("a");
        assertThat(owner(next, "cpu", 101)).isEqualTo("c");
    }

    @Test
    void letsAThirdTakeOverWhatTheSecondHasNotDone() {
        SlotAssignment planned = first.next(SlotOwners.of(AB, 1, 1), planned(100));

        SlotAssignment next = planned.next(SlotOwners.of(C, 0, 0), departed("b", Watermark.of(at(160)), 190));

        assertThat(owner(next, "cpu", 160)).isEqualTo("b");
        assertThat(owner(next, "cpu", 161)).isEqualTo("c");
    }

    /** Or the second would poll what the first has polled already. */
    @Test
    void remembersTheFirstOwnerWhenASecondHandsOverToAThird() {
        SlotAssignment planned = first.next(SlotOwners.of(AB, 1, 1), planned(100));

        SlotAssignment next = planned.next(SlotOwners.of(C, 0, 0), planned(200));

        assertThat(owner(next, "cpu", 100)).isEqualTo("a");
        assertThat(owner(next, "cpu", 101)).isEqualTo("b");
        assertThat(owner(next, "cpu", 200)).isEqualTo("b");
        assertThat(owner(next, "cpu", 201)).isEqualTo("c");
    }

    /** Or the third would poll what the first has polled already. */
    @Test
    void leavesTheFirstOwnerWhatIsItsWhenTheSecondIsGoneWithoutHavingPolled() {
        SlotAssignment planned =
                first.next(SlotOwners.of(AB, 1, 1), planned(100)).next(SlotOwners.of(C, 0, 0), planned(120));

        SlotAssignment next = planned.next(planned.owners(), departed("b", Watermark.NOTHING, 125));

        assertThat(owner(next, "cpu", 90)).isEqualTo("a");
        assertThat(owner(next, "cpu", 101)).isEqualTo("c");
    }

    @Test
    void keepsHandOversOfSlotsThatStay() {
        SlotAssignment planned = first.next(SlotOwners.of(AB, 1, 0), planned(100));

        SlotAssignment next = planned.next(SlotOwners.of(BC, 0, 1), departed("a", Watermark.of(at(130)), 150));

        assertThat(owner(next, "cpu", 100)).isEqualTo("a");
        assertThat(owner(next, "cpu", 101)).isEqualTo("b");
        assertThat(next.ownerOf(1, "cpu", at(131))).hasValue("c");
    }

    @Test
    void forgetsHandOversThatAreLongOver() {
        SlotAssignment planned = first.next(SlotOwners.of(AB, 1, 0), planned(100));

        SlotAssignment next = planned.next(planned.owners(), new Change(Map.of(), at(10_005), at(6400)));

        assertThat(next.handovers()).isEmpty();
        assertThat(owner(next, "cpu", 50)).isEqualTo("b");
    }

    @Test
    void sharesWhatItSays() {
        SlotAssignment planned = first.next(SlotOwners.of(AB, 1, 1), planned(100));
        SlotShare share = new SlotShare(planned, "b", Watermark.NOTHING);

        assertThat(share.generation()).isEqualTo(2);
        assertThat(share.at("cpu", at(100)).owns("global", "vm")).isFalse();
        assertThat(share.at("cpu", at(101)).owns("global", "vm")).isTrue();
        assertThat(share.at("cpu", at(100)).owner("global", "vm")).hasValue("a");
    }
}
