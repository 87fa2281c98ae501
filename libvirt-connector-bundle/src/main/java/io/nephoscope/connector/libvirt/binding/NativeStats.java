package io.nephoscope.connector.libvirt.binding;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.driver.Shapes;
import io.nephoscope.connector.libvirt.driver.TableReader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Bulk statistics of libvirt.so. Thread-safe. */
final class NativeStats implements TableReader.Bulk {

    private static final int ACTIVE = 1;

    private final long connection;
    private final Shapes<Shape> shapes = new Shapes<>();

    NativeStats(long connection) {
        this.connection = connection;
    }

    @Override
    public List<DomainStats> read(int groups, int flags) throws HypervisorException {
        long[] records = new long[1];
        return taken(LibvirtFunctions.virConnectGetAllDomainStats(connection, groups, records, flags), records);
    }

    @Override
    public List<DomainStats> readOf(List<DomainRef> domains, int groups, int flags) throws HypervisorException {
        long[] active = listActive();
        try {
            long[] chosen = choose(active, domains);
            long[] records = new long[1];
            // Libvirt takes no list without domains.
            return chosen.length == 1
                    ? List.of()
                    : taken(LibvirtFunctions.virDomainListGetStats(chosen, groups, records, flags), records);
        } finally {
            for (long domain : active) {
                LibvirtFunctions.virDomainFree(domain);
            }
        }
    }

    private List<DomainStats> taken(int count, long[] records) throws HypervisorException {
        if (count < 0) {
            throw LibvirtErrors.last(connection);
        }
        try {
            return new RecordReader(shapes).read(records[0], count);
        } finally {
            LibvirtFunctions.virDomainStatsRecordListFree(records[0]);
        }
    }

    /** Only libvirt makes pointers to domains, and one list costs less than a look-up of each. */
    private long[] listActive() throws HypervisorException {
        long[] array = new long[1];
        int count = LibvirtFunctions.virConnectListAllDomains(connection, array, ACTIVE);
        if (count < 0) {
            throw LibvirtErrors.last(connection);
        }
        try {
            long[] domains = new long[count];
            if (count > 0) {
                new Pointer(array[0]).read(0, domains, 0, count);
            }
            return domains;
        } finally {
            Native.free(array[0]);
        }
    }

    private static long[] choose(long[] active, List<DomainRef> domains) {
        Set<UUID> wanted = domains.stream().map(DomainRef::uuid).collect(Collectors.toSet());
        long[] chosen = Arrays.stream(active)
                .filter(domain -> wanted.contains(RecordReader.uuid(domain)))
                .toArray();
        return Arrays.copyOf(chosen, chosen.length + 1);
    }
}
