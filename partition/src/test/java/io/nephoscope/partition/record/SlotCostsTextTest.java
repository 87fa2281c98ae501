package io.nephoscope.partition.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nephoscope.partition.Member;
import io.nephoscope.partition.SlotCosts;
import io.nephoscope.partition.SlotOwners;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotCostsTextTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static double[] costs(int slots, int owned) {
        Random random = new Random(1);
        double[] costs = new double[slots];
        Arrays.fill(costs, Double.NaN);
        for (int i = 0; i < owned; i++) {
            costs[random.nextInt(slots)] = random.nextInt(5) == 0 ? 0 : 1e-4 * Math.exp(random.nextGaussian());
        }
        return costs;
    }

    @ParameterizedTest
    @CsvSource({"4096, 1400", "4096, 410", "16384, 16", "65536, 6500"})
    void keepsCostsToAFewPercent(int slots, int owned) throws Exception {
        double[] costs = costs(slots, owned);

        String text = SlotCostsText.write(SlotCosts.of(NOW, costs));
        SlotCosts read = SlotCostsText.read(text);

        System.out.printf("loads of %d of %d slots: %d bytes%n", owned, slots, text.length());
        assertThat(read.at()).isEqualTo(NOW);
        double sum = 0;
        double readSum = 0;
        for (int slot = 0; slot < slots; slot++) {
            assertThat(read.isKnown(slot)).isEqualTo(!Double.isNaN(costs[slot]));
            if (read.isKnown(slot)) {
                assertThat(read.of(slot)).isCloseTo(costs[slot], within(costs[slot] * 0.026));
                sum += costs[slot];
                readSum += read.of(slot);
            }
        }
        assertThat(readSum).isCloseTo(sum, within(sum * 0.01));
        assertThat(text.length()).isLessThan(owned * 3 + 400);
    }

    @Test
    void keepsNothingAtAll() throws Exception {
        SlotCosts read = SlotCostsText.read(SlotCostsText.write(SlotCosts.of(NOW, 0, Double.NaN)));

        assertThat(read.of(0)).isZero();
        assertThat(read.isKnown(1)).isFalse();
    }

    @Test
    void beginsWithWhatAnOperatorCanRead() {
        assertThat(SlotCostsText.write(SlotCosts.of(NOW, 0.5, 0, Double.NaN)).lines())
                .startsWith("nephoscope-loads 1", "at 2026-01-02T03:04:05Z", "slots 3", "costliest 500000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nephoscope-loads 2\nat 2026-01-02T03:04:05Z\nslots 3\ncostliest 5\ncosts eJxjYAAAAAEAAQ\n",
                "nephoscope-loads 1\nat noon\nslots 3\ncostliest 5\ncosts eJxjYGBgAAAABAAB\n",
                "nephoscope-loads 1\nat 2026-01-02T03:04:05Z\nslots 0\ncostliest 5\ncosts eJxjYGBgAAAABAAB\n",
                "nephoscope-loads 1\nat 2026-01-02T03:04:05Z\nslots 7\ncostliest 5\ncosts eJxjYGBgAAAABAAB\n",
                "nephoscope-loads 1\nat 2026-01-02T03:04:05Z\nslots 3\ncostliest -5\ncosts eJxjYGBgAAAABAAB\n",
                "nephoscope-loads 1\nat 2026-01-02T03:04:05Z\nslots 3\ncostliest 5\ncosts ????\n"
            })
    void refusesWhatCannotBe(String text) {
        assertThatThrownBy(() -> SlotCostsText.read(text)).isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void neitherFailsOtherwiseNorHangsWhenItIsDamaged() {
        Random random = new Random(5);
        String good = SlotCostsText.write(SlotCosts.of(NOW, costs(64, 40)));
        for (int i = 0; i < 5000; i++) {
            StringBuilder bad = new StringBuilder(good);
            bad.setCharAt(random.nextInt(bad.length()), (char) (random.nextInt(96) + 31));
            bad.setLength(random.nextInt(4) == 0 ? random.nextInt(bad.length()) : bad.length());
            assertThatCode(() -> read(bad.toString())).as(bad.toString()).doesNotThrowAnyException();
        }
    }

    private static void read(String text) {
        try {
            assertThat(SlotCostsText.read(text).count()).isPositive();
        } catch (MalformedRecordException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    /** The owner's own counts; before it has one, that of whoever measured it last. */
    @Test
    void areCombinedByOwner() {
        SlotOwners owners = SlotOwners.of(List.of(new Member("a", 1), new Member("b", 1)), 0, 0, 1, 1);
        SlotCosts a = SlotCosts.of(NOW, 1, 2, 3, Double.NaN);
        SlotCosts b = SlotCosts.of(NOW.plusSeconds(60), 10, Double.NaN, Double.NaN, Double.NaN);
        SlotCosts former = SlotCosts.of(NOW.minusSeconds(60), 100, 100, 100, Double.NaN);

        SlotCosts all =
                SlotCosts.combined(Map.of("a", a, "b", b, "former", former, "other", SlotCosts.of(NOW, 5)), owners);

        assertThat(all.of(0)).isEqualTo(1);
        assertThat(all.of(1)).isEqualTo(2);
        assertThat(all.of(2)).isEqualTo(3);
        assertThat(all.isKnown(3)).isFalse();
        assertThat(all.of(owners, "a")).hasValue(3);
        assertThat(all.of(owners, "b")).hasValue(3);
        assertThat(all.of(owners, "c")).isEmpty();
        assertThat(all.knownPart()).isEqualTo(0.75);
    }

    @Test
    void areOthersWhenTheyDifferEnough() {
        SlotCosts costs = SlotCosts.of(NOW, 1, 1, Double.NaN);

        assertThat(costs.differsFrom(SlotCosts.of(NOW, 1.02, 1, Double.NaN), 0.03))
                .isFalse();
        assertThat(costs.differsFrom(SlotCosts.of(NOW, 1.05, 0.95, Double.NaN), 0.03))
                .isTrue();
        assertThat(costs.differsFrom(SlotCosts.of(NOW, 1, 1, 0), 0.03)).isTrue();
        assertThat(costs.differsFrom(SlotCosts.of(NOW, 1, 1), 0.03)).isTrue();
    }
}
