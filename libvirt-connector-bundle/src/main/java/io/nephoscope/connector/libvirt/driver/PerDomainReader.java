package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, domain by domain, the groups that a driver does not answer in bulk, and calls the values as
 * bulk statistics would. Libvirt's test driver is such a driver.
 */
final class PerDomainReader {

    private static final Logger LOG = LoggerFactory.getLogger(PerDomainReader.class);

    private final SingleDomains source;
    private final Map<DomainRef, DeviceNames> devices = new ConcurrentHashMap<>();
    private final Set<StatsGroup> unsupported = ConcurrentHashMap.newKeySet();

    PerDomainReader(SingleDomains source) {
        this.source = source;
    }

    /** The same domains, with the groups added that can be read; those that have vanished are left out. */
    StatsTable complete(List<DomainStats> domains, Set<StatsGroup> groups) throws HypervisorException {
        EnumSet<StatsGroup> missing = EnumSet.copyOf(groups);
        missing.retainAll(unsupported);
        EnumSet<StatsGroup> readable = EnumSet.copyOf(groups);
        readable.removeAll(unsupported);
        if (readable.isEmpty()) {
            return new StatsTable(domains, missing, System.nanoTime());
        }
        List<DomainStats> complete = new ArrayList<>(domains.size());
        Set<DomainRef> present = new HashSet<>();
        for (DomainStats row : domains) {
            present.add(row.domain());
            read(row.domain(), readable).ifPresent(more -> complete.add(row.and(more)));
        }
        devices.keySet().retainAll(present);
        return new StatsTable(complete, missing, System.nanoTime());
    }

    private Optional<DomainStats> read(DomainRef domain, Set<StatsGroup> groups) throws HypervisorException {
        Map<String, Object> values = new HashMap<>();
        Optional<DeviceNames> names = devices(domain);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        try {
            source.with(domain, found -> {
                for (StatsGroup group : groups) {
                    readGroup(new DomainValues(found, names.get(), values), group);
                }
            });
        } catch (LibvirtErrorException e) {
            return absentIfGone(e);
        }
        return Optional.of(DomainStats.of(domain, values));
    }

    private void readGroup(DomainValues values, StatsGroup group) throws HypervisorException {
        boolean supported;
        try {
            supported = values.read(group);
        } catch (LibvirtErrorException e) {
            if (e.code() != ErrorCodes.NO_SUPPORT) {
                throw e;
            }
            supported = false;
        }
        if (!supported && unsupported.add(group)) {
            LOG.info("This hypervisor gives no {} statistics; meters that need them have no samples", group);
        }
    }

    private Optional<DeviceNames> devices(DomainRef domain) throws HypervisorException {
        DeviceNames known = devices.get(domain);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<DeviceNames> read = source.describe(domain).map(DeviceNames::of);
        read.ifPresent(names -> devices.put(domain, names));
        return read;
    }

    private static <T> Optional<T> absentIfGone(LibvirtErrorException e) throws HypervisorException {
        if (e.code() == ErrorCodes.NO_DOMAIN || e.code() == ErrorCodes.OPERATION_INVALID) {
            return Optional.empty();
        }
        throw e;
    }
}
