package io.nephoscope.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.partition.SlotAssigner.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slots that cost unequally, shared out by what they cost. */
class MeasuredBalanceTest {

    private static final int SLOTS = 4096;
    private static final Limits LEVEL = new Limits(0.01, Integer.MAX_VALUE, 1.5);

    private static List<Member> members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Member("agent-%02d".formatted(i), 1))
                .toList();
    }

    private static SlotOwners bySlots(int members) {
        return SlotAssigner.assign(SlotOwners.none(SLOTS), members(members), SlotLoads.uniform(SLOTS), Limits.NONE);
    }

    private static double[] costs(int resources, double alpha, long seed) {
        Random random = new Random(seed);
        double[] costs = new double[SLOTS];
        for (int i = 0; i < resources; i++) {
            costs[random.nextInt(SLOTS)] += Math.min(20, Math.pow(1 - random.nextDouble(), -1 / alpha));
        }
        return costs;
    }

    private static double[] noisy(double[] costs, double part, long seed) {
        Random random = new Random(seed);
        return Arrays.stream(costs)
                .map(cost -> cost * (1 + part * (2 * random.nextDouble() - 1)))
                .toArray();
    }

    private static double[] sums(SlotOwners owners, double... costs) {
        double[] sums = new double[owners.members().size()];
        for (int slot = 0; slot < costs.length; slot++) {
            sums[owners.ownerIndex(slot)] += costs[slot];
        }
        return sums;
    }

    private static double fullest(SlotOwners owners, double... costs) {
        double[] sums = sums(owners, costs);
        return Arrays.stream(sums).max().orElseThrow()
                / Arrays.stream(sums).average().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"200, 50", "400, 2", "1000, 1.3", "5000, 1.2", "20000, 1.1", "20000, 50", "100000, 1.1"})
    void levelsToWithinAFewPercent(int resources, double alpha) {
        for (long seed = 1; seed <= 5; seed++) {
            double[] costs = costs(resources, alpha, seed);
            SlotLoads loads = SlotLoads.ofKnown(costs);
            SlotOwners before = bySlots(10);

            SlotOwners after = SlotAssigner.assign(before, members(10), loads, LEVEL);

            assertThat(fullest(after, costs))
                    .as("%s, seed %s, before %s", resources, seed, fullest(before, costs))
                    .isLessThan(1.05);
            assertThat(SlotBalance.of(after, loads).isUneven()).isFalse();
            int[] counts = IntStream.range(0, 10)
                    .map(i -> after.slotsOf(members(10).get(i).id()).cardinality())
                    .toArray();
            assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThanOrEqualTo(SLOTS / 10 * 3 / 2 + 4);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 50", "1000, 1.3", "20000, 1.1", "100000, 50"})
    void isStillEvenEnoughWhateverAFifthMoreOrLessMakesOfIt(int resources, double alpha) {
        double[] costs = costs(resources, alpha, 1);
        SlotOwners even = SlotAssigner.assign(bySlots(10), members(10), SlotLoads.ofKnown(costs), LEVEL);

        for (long seed = 1; seed <= 200; seed++) {
            SlotBalance balance = SlotBalance.of(even, SlotLoads.ofKnown(noisy(costs, 0.2, seed)));
            assertThat(balance.isUneven()).as("seed %s: %s", seed, balance).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void givesANewcomerItsShareAndMovesNothingElse(long seed) {
        double[] costs = costs(5000, 1.3, seed);
        SlotOwners before = SlotAssigner.assign(bySlots(10), members(10), SlotLoads.ofKnown(costs), LEVEL);
        SlotLoads later = SlotLoads.ofKnown(noisy(costs, 0.2, seed));
        double tolerance = SlotBalance.of(before, later).tolerance();

        SlotOwners after =
                SlotAssigner.assign(before, members(11), later, new Limits(tolerance, Integer.MAX_VALUE, 1.5));

        double ideal = later.total() / 11.0;
        long moved = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (!after.ownerOf(slot).equals(before.ownerOf(slot))) {
                assertThat(after.ownerOf(slot)).contains("agent-10");
                moved += later.of(slot);
            }
        }
        assertThat(moved / ideal).isBetween(0.98, 1.02);
        assertThat(after.slotsOf("agent-10").cardinality()).isLessThanOrEqualTo(SLOTS / 11 * 3 / 2);
        assertThat(fullest(after, costs)).isLessThan(1.08);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void movesOfWhoLeavesWhatWasItsAlone(long seed) {
        double[] costs = costs(5000, 1.3, seed);
        SlotOwners before = SlotAssigner.assign(bySlots(10), members(10), SlotLoads.ofKnown(costs), LEVEL);
        SlotLoads later = SlotLoads.ofKnown(noisy(costs, 0.2, seed));
        double tolerance = SlotBalance.of(before, later).tolerance();

        SlotOwners after =
                SlotAssigner.assign(before, members(9), later, new Limits(tolerance, Integer.MAX_VALUE, 1.5));

        assertThat(before.movesTo(after)).isEqualTo(before.slotsOf("agent-09").cardinality());
        assertThat(fullest(after, costs)).isLessThan(1.05);
    }

    @Test
    void sharesOutEmptySlotsEvenly() {
        double[] costs = costs(200, 50, 1);

        SlotOwners owners =
                SlotAssigner.assign(SlotOwners.none(SLOTS), members(10), SlotLoads.ofKnown(costs), Limits.NONE);

        for (Member member : members(10)) {
            assertThat(owners.slotsOf(member.id()).stream()
                            .filter(slot -> costs[slot] == 0)
                            .count())
                    .isBetween(380L, 405L);
        }
    }

    @Test
    void doesNotDependOnTheOrderInWhichMembersAreTold() {
        SlotLoads loads = SlotLoads.ofKnown(costs(1000, 1.3, 1));
        List<Member> shuffled = new ArrayList<>(members(12));
        Collections.shuffle(shuffled, new Random(3));

        assertThat(SlotAssigner.assign(bySlots(10), shuffled, loads, LEVEL))
                .isEqualTo(SlotAssigner.assign(bySlots(10), members(12), loads, LEVEL));
    }

    /** What costs more than its due to anybody stays where it is, alone if need be, and the others share the rest. */
    @Test
    void levelsTheOthersWhereOneSlotIsTooLarge() {
        double[] costs = costs(2000, 50, 1);
        costs[7] = Arrays.stream(costs).sum() / 3;
        SlotLoads loads = SlotLoads.ofKnown(costs);

        SlotOwners owners = SlotAssigner.assign(bySlots(10), members(10), loads, LEVEL);

        double[] sums = sums(owners, costs);
        int giant = owners.ownerIndex(7);
        double others = (Arrays.stream(sums).sum() - sums[giant]) / 9;
        assertThat(sums[giant]).isLessThan(costs[7] * 1.02);
        for (int i = 0; i < sums.length; i++) {
            assertThat(i == giant ? others : sums[i]).isBetween(others * 0.97, others * 1.03);
        }
        assertThat(SlotBalance.of(owners, loads).isUneven()).isFalse();
        assertThat(SlotAssigner.assign(owners, members(10), loads, LEVEL)).isEqualTo(owners);
    }

    /** An agent whose polls all fail at once seems to have nothing to do. */
    @Test
    void givesAMemberThatSeemsIdleNoMoreThanHalfAsManySlotsAgain() {
        double[] costs = costs(20_000, 50, 1);
        SlotOwners owners = bySlots(10);
        for (int look = 0; look < 10; look++) {
            double[] measured = costs.clone();
            SlotOwners now = owners;
            now.slotsOf("agent-03").stream().forEach(slot -> measured[slot] = 0);
            owners = SlotAssigner.assign(owners, members(10), SlotLoads.ofKnown(measured), LEVEL);
        }

        assertThat(owners.slotsOf("agent-03").cardinality()).isLessThanOrEqualTo(SLOTS / 10 * 3 / 2 + 4);
    }

    @Test
    void givesByWeight() {
        double[] costs = costs(5000, 1.3, 2);
        List<Member> members = List.of(new Member("a", 1), new Member("b", 3));

        SlotOwners owners = SlotAssigner.assign(SlotOwners.none(SLOTS), members, SlotLoads.ofKnown(costs), Limits.NONE);

        double[] sums = sums(owners, costs);
        assertThat(sums[1] / sums[0]).isBetween(2.98, 3.02);
        assertThat(SlotBalance.of(owners, SlotLoads.ofKnown(costs)).fullest()).isLessThan(1.01);
    }

    @Test
    void countsWhatNobodyKnowsAsTheMean() {
        SlotLoads loads = SlotLoads.ofKnown(Double.NaN, 1, 3, 0);

        assertThat(loads.isMeasured()).isTrue();
        assertThat(loads.of(0)).isEqualTo(1_000_000);
        assertThat(loads.of(2)).isEqualTo(2_250_000);
        assertThat(loads.of(3)).isEqualTo(1);
        assertThat(SlotLoads.ofKnown(Double.NaN, 0).isMeasured()).isFalse();
    }
}
