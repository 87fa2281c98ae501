package io.nephoscope.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nephoscope.partition.SlotAssigner.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotAssignerTest {

    private static final int SLOTS = 4096;
    private static final SlotLoads UNIFORM = SlotLoads.uniform(SLOTS);

    private static List<Member> members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Member("agent-" + i, 1))
                .toList();
    }

    private static SlotOwners first(List<Member> members) {
        return SlotAssigner.assign(SlotOwners.none(SLOTS), members, UNIFORM, Limits.NONE);
    }

    private static SlotOwners then(SlotOwners before, List<Member> members) {
        return SlotAssigner.assign(before, members, UNIFORM, Limits.NONE);
    }

    private static Map<String, Long> loads(SlotOwners owners, SlotLoads loads) {
        Map<String, Long> sums = new TreeMap<>();
        owners.members().forEach(member -> sums.put(member.id(), 0L));
        for (int slot = 0; slot < owners.count(); slot++) {
            sums.merge(owners.ownerOf(slot).orElseThrow(), loads.of(slot), Long::sum);
        }
        return sums;
    }

    /** How many of so many resources with random ids lie in each slot. */
    private static SlotLoads resources(int count, long seed) {
        Random random = new Random(seed);
        HashSlots slots = new HashSlots(SLOTS);
        long[] counts = new long[SLOTS];
        for (int i = 0; i < count; i++) {
            counts[slots.slotOf("global", new UUID(random.nextLong(), random.nextLong()).toString())]++;
        }
        return SlotLoads.of(counts);
    }

    private static double maxOverMean(Map<String, Long> loads) {
        return loads.values().stream().mapToLong(load -> load).max().orElseThrow()
                / loads.values().stream().mapToLong(load -> load).average().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 10, 30, 100, 1000})
    void givesEachMemberAsManySlotsAsTheOthersOrOneMore(int count) {
        Map<String, Long> loads = loads(first(members(count)), UNIFORM);

        assertThat(loads).hasSize(count);
        assertThat(loads.values()).allMatch(load -> load == SLOTS / count || load == SLOTS / count + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void balancesAHundredThousandResourcesAmongTenWithinFivePercent(long seed) {
        SlotLoads resources = resources(100_000, seed);

        double blind = maxOverMean(loads(first(members(10)), resources));
        double informed = maxOverMean(
                loads(SlotAssigner.assign(SlotOwners.none(SLOTS), members(10), resources, Limits.NONE), resources));

        System.out.printf("balance at 10 agents, seed %d: %.4f by slots, %.4f by load%n", seed, blind, informed);
        assertThat(blind).isLessThanOrEqualTo(1.05);
        assertThat(informed).isLessThanOrEqualTo(1.002);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3", "3, 4", "5, 6", "10, 11", "30, 31", "100, 101", "1, 10"})
    void movesToThoseWhoJoinNoMoreThanIsTheirs(int before, int after) {
        SlotOwners old = first(members(before));
        SlotOwners now = then(old, members(after));

        List<String> newcomers =
                members(after).subList(before, after).stream().map(Member::id).toList();
        double ideal = (double) SLOTS * (after - before) / after;
        System.out.printf("%d to %d: %d moved, ideal %.1f%n", before, after, old.movesTo(now), ideal);
        assertThat(old.movesTo(now)).isBetween((int) Math.floor(ideal * 0.98), (int) Math.ceil(ideal * 1.02));
        assertThat(maxOverMean(loads(now, UNIFORM))).isLessThan(1 + after / (double) SLOTS);
        for (int slot = 0; slot < SLOTS; slot++) {
            String owner = now.ownerOf(slot).orElseThrow();
            assertThat(owner.equals(old.ownerOf(slot).orElseThrow()) || newcomers.contains(owner))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 2", "5, 4", "10, 9", "30, 29", "100, 99", "10, 1"})
    void movesOfThoseWhoLeaveWhatWasTheirsAndNoMore(int before, int after) {
        SlotOwners old = first(members(before));
        SlotOwners now = then(old, members(after));

        long orphans = IntStream.range(after, before)
                .map(i -> old.slotsOf("agent-" + i).cardinality())
                .sum();
        assertThat(old.movesTo(now)).isEqualTo((int) orphans);
        assertThat(maxOverMean(loads(now, UNIFORM))).isLessThan(1 + after / (double) SLOTS);
    }

    /** Parts that are no whole numbers are no reason to send slots round for ever. */
    @Test
    void comesToAnEndWithAnyNumberOfSlotsAndMembers() {
        for (int slots : new int[] {1, 2, 3, 7, 64, 100}) {
            for (int count = 1; count <= 40; count++) {
                SlotOwners owners = SlotAssigner.assign(
                        SlotOwners.none(slots), members(count), SlotLoads.uniform(slots), Limits.NONE);
                SlotOwners again =
                        SlotAssigner.assign(owners, members(count + 1), SlotLoads.uniform(slots), Limits.NONE);

                assertThat(owners.movesTo(again)).isLessThanOrEqualTo(slots / (count + 1) + 1);
            }
        }
    }

    @Test
    void leavesAllAsItIsWhenNothingChanges() {
        SlotOwners owners = first(members(7));

        assertThat(then(owners, members(7))).isEqualTo(owners);
    }

    @Test
    void movesNothingInARollingRestartOfMembersThatKeepTheirIds() {
        SlotOwners owners = first(members(5));
        List<Member> shuffled = new ArrayList<>(members(5));
        Collections.shuffle(shuffled, new Random(1));

        assertThat(then(owners, shuffled).movesTo(owners)).isZero();
    }

    @Test
    void doesNotDependOnTheOrderInWhichMembersAreTold() {
        SlotOwners old = first(members(6));
        List<Member> shuffled = new ArrayList<>(members(9));

        SlotOwners one = then(old, shuffled);
        Collections.shuffle(shuffled, new Random(2));

        assertThat(then(old, shuffled)).isEqualTo(one);
    }

    /** The owners of one case, once and for all: agents of different versions must agree. */
    @Test
    void isTheSameForEver() {
        SlotOwners owners = then(then(first(members(3)), members(5)), members(4));

        assertThat(Arrays.hashCode(
                        IntStream.range(0, SLOTS).map(owners::ownerIndex).toArray()))
                .isEqualTo(839555125);
    }

    @Test
    void givesByWeight() {
        List<Member> members = List.of(new Member("a", 1), new Member("b", 2), new Member("c", 5));

        Map<String, Long> loads = loads(first(members), UNIFORM);

        assertThat(loads.get("a")).isCloseTo(512, within(1L));
        assertThat(loads.get("b")).isCloseTo(1024, within(1L));
        assertThat(loads.get("c")).isCloseTo(2560, within(1L));
    }

    @Test
    void takesFromWhomWeighsLessThanBefore() {
        SlotOwners before = first(members(4));
        List<Member> members = new ArrayList<>(members(3));
        members.add(new Member("agent-3", 2));

        SlotOwners after = then(before, members);

        double due = SLOTS * 2.0 / 5;
        assertThat(after.slotsOf("agent-3").cardinality()).isCloseTo((int) due, within(1));
        assertThat(before.movesTo(after)).isCloseTo((int) (due - SLOTS / 4.0), within(2));
    }

    @Test
    void leavesMembersThatStayAloneWhereItMayNotMoveTheirs() {
        SlotOwners before = first(members(3));

        SlotOwners joined = SlotAssigner.assign(before, members(4), UNIFORM, Limits.ORPHANS_ALONE);
        SlotOwners some = SlotAssigner.assign(before, members(4), UNIFORM, new Limits(0, 100));

        assertThat(before.movesTo(joined)).isZero();
        assertThat(before.movesTo(some)).isEqualTo(100);
    }

    @Test
    void keepsWhatIsEvenEnough() {
        SlotOwners before =
                SlotAssigner.assign(SlotOwners.none(SLOTS), members(10), resources(100_000, 1), Limits.NONE);
        SlotLoads later = resources(100_500, 1);

        SlotOwners after = SlotAssigner.assign(before, members(10), later, new Limits(0.05, Integer.MAX_VALUE));

        assertThat(before.movesTo(after)).isZero();
    }

    @Test
    void staysEvenAndMovesLittleWhateverHappens() {
        Random random = new Random(11);
        List<Member> present = new ArrayList<>(members(5));
        SlotOwners owners = first(present);
        for (int i = 5; i < 200; i++) {
            boolean joins = present.size() < 2 || random.nextBoolean();
            double ideal;
            if (joins) {
                present.add(new Member("agent-" + i, 1));
                ideal = (double) SLOTS / present.size();
            } else {
                Member gone = present.remove(random.nextInt(present.size()));
                ideal = owners.slotsOf(gone.id()).cardinality();
            }
            SlotOwners next = then(owners, present);
            assertThat(owners.movesTo(next)).isLessThanOrEqualTo((int) Math.ceil(ideal * 1.02));
            assertThat(loads(next, UNIFORM).values())
                    .allMatch(load -> load == SLOTS / present.size() || load == SLOTS / present.size() + 1);
            owners = next;
        }
    }

    @Test
    void leavesSlotsWithoutMembersToNobody() {
        assertThat(then(first(members(2)), List.of())).isEqualTo(SlotOwners.none(SLOTS));
    }

    @Test
    void refusesLoadsOfOtherSlots() {
        assertThatThrownBy(
                        () -> SlotAssigner.assign(SlotOwners.none(16), members(1), SlotLoads.uniform(8), Limits.NONE))
                .hasMessage("There are loads of 8 slots and owners of 16");
    }
}
