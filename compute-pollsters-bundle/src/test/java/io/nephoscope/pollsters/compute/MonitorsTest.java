package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MonitorsTest {

    @Test
    void addUpAllBanks() {
        Map<String, Object> stats = monitor(0, "0-3", 4_505_600, 5_586_944);

        assertThat(sum(stats)).isEqualTo(10_092_544);
    }

    @Test
    void addUpMonitorsThatShareNoVcpu() {
        Map<String, Object> stats = monitor(0, "1", 10);
        stats.putAll(monitor(1, "4-6", 100, 200));

        assertThat(sum(stats)).isEqualTo(310);
    }

    @Test
    void countNoVcpuTwice() {
        Map<String, Object> stats = monitor(0, "0-1", 10);
        stats.putAll(monitor(1, "0-3,5", 100));
        stats.putAll(monitor(2, "5,6", 1000));
        stats.putAll(monitor(3, "7", 10_000));

        assertThat(sum(stats)).isEqualTo(10_100);
    }

    @Test
    void takeTheFirstOfTwoThatAreEquallyLarge() {
        Map<String, Object> stats = monitor(0, "0-1", 10);
        stats.putAll(monitor(1, "1-2", 100));

        assertThat(sum(stats)).isEqualTo(10);
    }

    @Test
    void leaveOutWhatWatchesNothingThatCanBeUnderstood() {
        Map<String, Object> stats = monitor(0, "", 10);
        stats.putAll(monitor(1, "none", 100));
        stats.putAll(monitor(2, "0-999999999", 1000));

        assertThat(Monitors.ofCache(stats(stats)).sum("bank", "bytes")).isNull();
    }

    @Test
    void tellWhichVcpusTheyWatch() {
        Map<String, Object> stats = monitor(0, "4,1-2", 10);

        assertThat(Monitors.ofCache(stats(stats)).watched()).isEqualTo("[{1, 2, 4}]");
        assertThat(Monitors.ofBandwidth(stats(stats)).watched()).isEqualTo("[]");
    }

    private static long sum(Map<String, Object> stats) {
        return Objects.requireNonNull(Monitors.ofCache(stats(stats)).sum("bank", "bytes"))
                .longValue();
    }

    private static DomainStats stats(Map<String, Object> stats) {
        return DomainStats.of(new DomainRef(new UUID(0, 1), 1, "guest"), stats);
    }

    private static Map<String, Object> monitor(int row, String vcpus, long... banks) {
        String prefix = "cpu.cache.monitor." + row;
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put(prefix + ".vcpus", vcpus);
        stats.put(prefix + ".bank.count", banks.length);
        for (int bank = 0; bank < banks.length; bank++) {
            stats.put("%s.bank.%d.id".formatted(prefix, bank), bank);
            stats.put("%s.bank.%d.bytes".formatted(prefix, bank), banks[bank]);
        }
        return stats;
    }
}
