package io.nephoscope.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashSlotsTest {

    /** Computed by a second implementation, in Python: agents of all versions must agree. */
    @ParameterizedTest
    @CsvSource({
        "4096, global, 11111111-2222-3333-4444-555555555555, 3282",
        "4096, global, snmp://10.0.0.1, 3571",
        "4096, static-0, snmp://10.0.0.1, 910",
        "16384, global, '', 2663",
        "4096, global, é, 460",
        "1000, global, compute1, 79",
        "65536, g, x, 46735"
    })
    void areTheSameForEver(int count, String group, String resource, int slot) {
        assertThat(new HashSlots(count).slotOf(group, resource)).isEqualTo(slot);
    }

    @Test
    void tellGroupFromResource() {
        HashSlots slots = new HashSlots(HashSlots.MAX);

        assertThat(slots.slotOf("a", "bc")).isNotEqualTo(slots.slotOf("ab", "c"));
    }

    /** Ids that count up, as addresses do, fill slots as evenly as random ones would. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void areFilledEvenlyByIdsThatCountUp(int form) {
        List<IntFunction<String>> forms = List.of(
                i -> "snmp://10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256,
                i -> String.format("00000000-0000-0000-0000-%012d", i),
                i -> "vm" + i);
        HashSlots slots = new HashSlots(4096);
        int resources = 100_000;
        long[] counts = new long[slots.count()];
        for (int i = 0; i < resources; i++) {
            counts[slots.slotOf("global", forms.get(form).apply(i))]++;
        }

        double mean = (double) resources / counts.length;
        double chiSquare = 0;
        for (long count : counts) {
            chiSquare += (count - mean) * (count - mean) / mean;
        }

        // 4,095 is expected, with a deviation of 90.
        assertThat(chiSquare).isBetween(4095 - 5 * 90.0, 4095 + 5 * 90.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, HashSlots.MAX + 1})
    void refuseCountsThatCannotBeWritten(int count) {
        assertThatThrownBy(() -> new HashSlots(count)).hasMessageContaining("1 to 65536");
    }
}
