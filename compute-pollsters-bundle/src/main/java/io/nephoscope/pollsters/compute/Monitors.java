package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DomainStats;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** The sum of what they count; empty where none does. */
    OptionalLong sum(String part, String value) {
        long sum = 0;
        boolean any = false;
        for (Monitor monitor : chosen) {
            OptionalLong next = value(monitor, part, 0, value);
            for (int index = 1; next.isPresent(); index++) {
                sum += next.getAsLong();
                any = true;
                next = value(monitor, part, index, value);
            }
        }
        return any ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /** The vCPUs that they watch. */
    String watched() {
        return String.valueOf(chosen.stream().map(Monitor::vcpus).toList());
    }

    private OptionalLong value(Monitor monitor, String part, int index, String value) {
        return stats.number("%s.*.%s.%d.%s".formatted(kind, part, index, value), monitor.row());
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
