package io.nephoscope.connector.libvirt.binding;

import io.nephoscope.connector.libvirt.StatsGroup;
import java.util.List;
import java.util.Map;
import org.libvirt.Domain;
import org.libvirt.DomainBlockStats;
import org.libvirt.DomainInterfaceStats;
import org.libvirt.LibvirtException;
import org.libvirt.MemoryStatistic;

/** The values of one domain, read by the calls that every driver has, under the names of bulk statistics. */
record DomainValues(Domain domain, DeviceNames devices, Map<String, Object> values) {

    /** By the tag of virDomainMemoryStat. */
    private static final List<String> MEMORY = List.of(
            "balloon.swap_in",
            "balloon.swap_out",
            "balloon.major_fault",
            "balloon.minor_fault",
            "balloon.unused",
            "balloon.available",
            "balloon.current",
            "balloon.rss",
            "balloon.usable");

    /** Drivers give them in an order of their own, so ask for more than libvirt knows of. */
    private static final int ALL_MEMORY = 64;

    /** @return whether there is a call for this group */
    boolean read(StatsGroup group) throws LibvirtException {
        switch (group) {
            case CPU_TOTAL -> values.put("cpu.time", domain.getInfo().cpuTime);
            case VCPU -> values.put("vcpu.current", (long) domain.getInfo().nrVirtCpu);
            case BALLOON -> readMemory();
            case INTERFACE -> readInterfaces();
            case BLOCK -> readDisks();
            case STATE, PERF -> {
                return false;
            }
        }
        return true;
    }

    private void readMemory() throws LibvirtException {
        for (MemoryStatistic statistic : domain.memoryStats(ALL_MEMORY)) {
            if (statistic.getTag() < MEMORY.size()) {
                values.put(MEMORY.get(statistic.getTag()), statistic.getValue());
            }
        }
    }

    private void readInterfaces() throws LibvirtException {
        for (int row = 0; row < devices.interfaces().size(); row++) {
            String device = devices.interfaces().get(row);
            DomainInterfaceStats stats = domain.interfaceStats(device);
            String prefix = "net." + row + ".";
            values.put(prefix + "name", device);
            values.put(prefix + "rx.bytes", stats.rx_bytes);
            values.put(prefix + "rx.pkts", stats.rx_packets);
            values.put(prefix + "rx.errs", stats.rx_errs);
            values.put(prefix + "rx.drop", stats.rx_drop);
            values.put(prefix + "tx.bytes", stats.tx_bytes);
            values.put(prefix + "tx.pkts", stats.tx_packets);
            values.put(prefix + "tx.errs", stats.tx_errs);
            values.put(prefix + "tx.drop", stats.tx_drop);
        }
    }

    private void readDisks() throws LibvirtException {
        for (int row = 0; row < devices.disks().size(); row++) {
            String device = devices.disks().get(row);
            DomainBlockStats stats = domain.blockStats(device);
            String prefix = "block." + row + ".";
            values.put(prefix + "name", device);
            values.put(prefix + "rd.reqs", stats.rd_req);
            values.put(prefix + "rd.bytes", stats.rd_bytes);
            values.put(prefix + "wr.reqs", stats.wr_req);
            values.put(prefix + "wr.bytes", stats.wr_bytes);
        }
    }
}
