package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A hypervisor with domains as a test wants them, that answers only what it is asked for. */
final class FakeHypervisor implements Hypervisor {

    private static final Map<String, StatsGroup> GROUPS = Map.of(
            "state", StatsGroup.STATE,
            "cpu", StatsGroup.CPU_TOTAL,
            "balloon", StatsGroup.BALLOON,
            "vcpu", StatsGroup.VCPU,
            "net", StatsGroup.INTERFACE,
            "block", StatsGroup.BLOCK,
            "perf", StatsGroup.PERF,
            "memory", StatsGroup.MEMORY);

    /** The groups of each reading so far. */
    final List<Set<StatsGroup>> readings = new ArrayList<>();

    /** The disks whose sizes were asked for. */
    final List<String> asked = new ArrayList<>();

    /** What it knows of disks by the name of the device. */
    final Map<String, DiskSize> diskSizes = new LinkedHashMap<>();

    /** Groups that it says it never gives. */
    final Set<StatsGroup> missing = EnumSet.noneOf(StatsGroup.class);

    /** Groups that it gives for many domains at once. */
    Set<StatsGroup> inBulk = EnumSet.allOf(StatsGroup.class);

    /** How long the last reading was allowed to take. */
    Duration within = Duration.ZERO;

    private final Map<DomainRef, Map<String, ?>> domains = new LinkedHashMap<>();
    private final Map<DomainRef, String> descriptions = new LinkedHashMap<>();
    String uri = "fake:///";

    /** When its readings are complete. */
    long readAtNanos = 1_500_000_000;

    private boolean broken;

    void put(DomainRef domain, String description, Map<String, ?> stats) {
        domains.put(domain, stats);
        descriptions.put(domain, description);
    }

    /** Takes all domains away. */
    void clear() {
        domains.clear();
        descriptions.clear();
    }

    void breakDown() {
        broken = true;
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public StatsTable domains() {
        return table(domains.keySet(), Set.of(StatsGroup.STATE));
    }

    @Override
    public StatsTable stats(Set<StatsGroup> groups) throws HypervisorException {
        if (broken) {
            throw new HypervisorException("Broken pipe", true);
        }
        readings.add(Set.copyOf(groups));
        EnumSet<StatsGroup> answered = EnumSet.of(StatsGroup.STATE);
        answered.addAll(groups);
        answered.removeAll(missing);
        return table(
                domains.keySet().stream().filter(domain -> domain.id() >= 0).collect(Collectors.toSet()), answered);
    }

    @Override
    public StatsTable stats(Set<StatsGroup> groups, Duration time) throws HypervisorException {
        within = time;
        return stats(groups);
    }

    @Override
    public Set<StatsGroup> inBulk() {
        return inBulk;
    }

    @Override
    public StatsTable inactive(Set<StatsGroup> groups) {
        Set<DomainRef> stopped =
                domains.keySet().stream().filter(domain -> domain.id() < 0).collect(Collectors.toSet());
        EnumSet<StatsGroup> answered = EnumSet.of(StatsGroup.STATE);
        answered.addAll(groups);
        return table(stopped, answered);
    }

    @Override
    public Optional<DiskSize> diskSize(DomainRef domain, String device) throws HypervisorException {
        if (broken) {
            throw new HypervisorException("Broken pipe", true);
        }
        asked.add(device);
        return Optional.ofNullable(diskSizes.get(device));
    }

    @Override
    public Optional<String> describe(DomainRef domain) {
        return Optional.ofNullable(descriptions.get(domain));
    }

    private StatsTable table(Set<DomainRef> wanted, Set<StatsGroup> groups) {
        List<DomainStats> rows = wanted.stream()
                .map(domain -> DomainStats.of(domain, only(groups, domains.getOrDefault(domain, Map.of()))))
                .toList();
        return new StatsTable(rows, missing, readAtNanos);
    }

    private static Map<String, ?> only(Set<StatsGroup> groups, Map<String, ?> stats) {
        Map<String, Object> chosen = new LinkedHashMap<>();
        stats.forEach((name, value) -> {
            if (groups.contains(GROUPS.get(name.substring(0, name.indexOf('.'))))) {
                chosen.put(name, value);
            }
        });
        return chosen;
    }
}
