package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import java.util.List;
import java.util.Map;

/** The values of one domain, read by the calls that every driver has, under the names of bulk statistics. */
record DomainValues(SingleDomain domain, DeviceNames devices, Map<String, Object> values) {

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

    private static final List<String> INTERFACE =
            List.of("rx.bytes", "rx.pkts", "rx.errs", "rx.drop", "tx.bytes", "tx.pkts", "tx.errs", "tx.drop");
    private static final List<String> DISK = List.of("rd.reqs", "rd.bytes", "wr.reqs", "wr.bytes");

    /** @return whether there is a call for this group */
    boolean read(StatsGroup group) throws HypervisorException {
        switch (group) {
            case CPU_TOTAL ->
                values.put("cpu.time", DomainStats.unsigned(domain.processors().nanoseconds()));
            case VCPU -> values.put("vcpu.current", (long) domain.processors().count());
            case BALLOON -> readMemory();
            case INTERFACE -> readInterfaces();
            case BLOCK -> readDisks();
            case STATE, PERF, MEMORY -> {
                return false;
            }
        }
        return true;
    }

    private void readMemory() throws HypervisorException {
        domain.memory(ALL_MEMORY).forEach((tag, value) -> {
            if (tag >= 0 && tag < MEMORY.size()) {
                values.put(MEMORY.get(tag), DomainStats.unsigned(value));
            }
        });
    }

    private void readInterfaces() throws HypervisorException {
        for (int row = 0; row < devices.interfaces().size(); row++) {
            String device = devices.interfaces().get(row);
            put("net." + row + ".", device, INTERFACE, domain.networkInterface(device));
        }
    }

    private void readDisks() throws HypervisorException {
        for (int row = 0; row < devices.disks().size(); row++) {
            String device = devices.disks().get(row);
            put("block." + row + ".", device, DISK, domain.disk(device));
        }
    }

    private void put(String prefix, String device, List<String> names, long[] counters) {
        values.put(prefix + "name", device);
        for (int index = 0; index < names.size(); index++) {
            values.put(prefix + names.get(index), counters[index]);
        }
    }
}
