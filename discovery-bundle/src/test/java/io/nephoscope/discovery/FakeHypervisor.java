package io.nephoscope.discovery;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.DomainWatch;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A hypervisor of which only the inventory matters. */
final class FakeHypervisor implements Hypervisor {

    private record Domain(DomainRef ref, long state, String description) {}

    final FakeWatch watch = new FakeWatch();

    /** The descriptions that were read so far. */
    final List<UUID> read = new ArrayList<>();

    private final Map<UUID, Domain> domains = new LinkedHashMap<>();
    private @Nullable HypervisorException listFailure;
    private @Nullable HypervisorException describeFailure;

    void put(DomainRef ref, long state, String description) {
        domains.put(ref.uuid(), new Domain(ref, state, description));
    }

    void remove(DomainRef ref) {
        domains.remove(ref.uuid());
    }

    void failToList(@Nullable HypervisorException failure) {
        listFailure = failure;
    }

    void failToDescribe(@Nullable HypervisorException failure) {
        describeFailure = failure;
    }

    @Override
    public String uri() {
        return "fake:///";
    }

    @Override
    public DomainWatch watch() {
        return watch;
    }

    @Override
    public StatsTable domains() throws HypervisorException {
        if (listFailure != null) {
            throw listFailure;
        }
        List<DomainStats> rows = domains.values().stream()
                .map(domain -> DomainStats.of(domain.ref(), Map.of("state.state", domain.state())))
                .toList();
        return new StatsTable(rows, Set.of(), 0);
    }

    @Override
    public StatsTable stats(Set<StatsGroup> groups) {
        throw new AssertionError("discovery has no use for statistics");
    }

    @Override
    public StatsTable inactive(Set<StatsGroup> groups) {
        throw new AssertionError("discovery has no use for statistics");
    }

    @Override
    public Optional<DiskSize> diskSize(DomainRef domain, String device) {
        throw new AssertionError("discovery has no use for sizes");
    }

    @Override
    public Optional<String> describe(DomainRef domain) throws HypervisorException {
        read.add(domain.uuid());
        if (describeFailure != null) {
            throw describeFailure;
        }
        return Optional.ofNullable(domains.get(domain.uuid())).map(Domain::description);
    }
}
