package io.nephoscope.connector.libvirt.binding;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.driver.LibvirtErrorException;
import io.nephoscope.connector.libvirt.driver.SingleDomain;
import io.nephoscope.connector.libvirt.driver.SingleDomains;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.libvirt.Domain;
import org.libvirt.DomainBlockStats;
import org.libvirt.DomainInfo;
import org.libvirt.DomainInterfaceStats;
import org.libvirt.LibvirtException;
import org.libvirt.MemoryStatistic;

/** Domains of the Java binding, one by one. Each is freed after use, so that no finalizer has to. */
record NativeDomains(NativeConnection connection, Describer describer) implements SingleDomains {

    /** Gives the XML of a domain. */
    @FunctionalInterface
    interface Describer {
        Optional<String> describe(DomainRef domain) throws HypervisorException;
    }

    @Override
    public Optional<String> describe(DomainRef domain) throws HypervisorException {
        return describer.describe(domain);
    }

    @Override
    public void with(DomainRef domain, Task task) throws HypervisorException {
        Domain found = call(() -> connection.domainLookupByUUID(domain.uuid()));
        try {
            task.on(new One(found));
        } finally {
            call(found::free);
        }
    }

    private record One(Domain domain) implements SingleDomain {

        @Override
        public Processors processors() throws HypervisorException {
            DomainInfo info = call(domain::getInfo);
            return new Processors(info.nrVirtCpu, info.cpuTime);
        }

        @Override
        public Map<Integer, Long> memory(int most) throws HypervisorException {
            Map<Integer, Long> values = new HashMap<>();
            for (MemoryStatistic statistic : call(() -> domain.memoryStats(most))) {
                values.put(statistic.getTag(), statistic.getValue());
            }
            return values;
        }

        @Override
        public long[] networkInterface(String device) throws HypervisorException {
            DomainInterfaceStats stats = call(() -> domain.interfaceStats(device));
            return new long[] {
                stats.rx_bytes, stats.rx_packets, stats.rx_errs, stats.rx_drop,
                stats.tx_bytes, stats.tx_packets, stats.tx_errs, stats.tx_drop
            };
        }

        @Override
        public long[] disk(String device) throws HypervisorException {
            DomainBlockStats stats = call(() -> domain.blockStats(device));
            return new long[] {stats.rd_req, stats.rd_bytes, stats.wr_req, stats.wr_bytes};
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T make() throws LibvirtException;
    }

    private static <T> T call(Call<T> call) throws HypervisorException {
        try {
            return call.make();
        } catch (LibvirtException e) {
            throw new LibvirtErrorException(LibvirtErrors.lastCode(), String.valueOf(e.getMessage()), false);
        }
    }
}
