package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DomainStats;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The monitors that the host keeps for a domain, chosen so that none of its vCPUs counts twice: each
 * monitor watches a set of vCPUs, and the sets may overlap. The larger set is taken, and of two of a size
 * the first.
 *
 * @param stats the domain's statistics
 * @param kind libvirt's word for such monitors
 */
record Monitors(DomainStats stats, String kind, List<Monitor> chosen) {

    /**
     * A monitor.
     *
     * @param row its number in the statistics
     * @param vcpus what it watches
     */
    record Monitor(int row, BitSet vcpus) {}

    /** As in {@code 0-3,5}; a number of more digits is none of a vCPU. */
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    /** The monitors of cache occupancy. */
    static Monitors ofCache(DomainStats stats) {
        return of(stats, "cpu.cache.monitor");
    }

    /** The monitors of memory bandwidth. */
    static Monitors ofBandwidth(DomainStats stats) {
        return of(stats, "memory.bandwidth.monitor");
    }

    private static Monitors of(DomainStats stats, String kind) {
        String column = kind + ".*.vcpus";
        List<Monitor> all = new ArrayList<>();
        for (int row = 0; row < stats.rows(column); row++) {
            all.add(new Monitor(row, vcpus(stats.text(column, row).orElse(""))));
        }
        all.sort(Comparator.comparingInt(monitor -> -monitor.vcpus().cardinality()));
        return new Monitors(stats, kind, disjoint(all));
    }

    /** The sum of what they count; null where none does. */
    @Nullable
    Number sum(String part, String value) {
        WholeNumbers.Sum sum = new WholeNumbers.Sum();
        boolean any = false;
        for (Monitor monitor : chosen) {
            Number next = value(monitor, part, 0, value);
            for (int index = 1; next != null; index++) {
                sum.add(next);
                any = true;
                next = value(monitor, part, index, value);
            }
        }
        return any ? sum.value() : null;
    }

    /** The vCPUs that they watch. */
    String watched() {
        return String.valueOf(chosen.stream().map(Monitor::vcpus).toList());
    }

    private @Nullable Number value(Monitor monitor, String part, int index, String value) {
        return stats.value("%s.*.%s.%d.%s".formatted(kind, part, index, value), monitor.row());
    }

    private static List<Monitor> disjoint(List<Monitor> monitors) {
        List<Monitor> chosen = new ArrayList<>();
        BitSet covered = new BitSet();
        for (Monitor monitor : monitors) {
            if (!monitor.vcpus().isEmpty() && !monitor.vcpus().intersects(covered)) {
                covered.or(monitor.vcpus());
                chosen.add(monitor);
            }
        }
        return chosen;
    }

    private static BitSet vcpus(String list) {
        BitSet vcpus = new BitSet();
        for (String item : list.split(",", -1)) {
            Matcher range = RANGE.matcher(item.strip());
            if (range.matches()) {
                int first = Integer.parseInt(range.group(1));
                int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
                vcpus.set(first, Math.max(first, last) + 1);
            }
        }
        return vcpus;
    }
}
