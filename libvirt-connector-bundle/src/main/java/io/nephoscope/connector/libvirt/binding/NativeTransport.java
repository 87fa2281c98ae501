package io.nephoscope.connector.libvirt.binding;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.connector.libvirt.session.LibraryMissingException;
import io.nephoscope.connector.libvirt.session.Transport;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.libvirt.LibvirtException;

/** A connection through libvirt.so. Libvirt itself is thread-safe; so is this. */
public final class NativeTransport implements Transport {

    private final String uri;
    private final NativeConnection connection;
    private final long address;
    private final BulkSupport support;
    private final PerDomainReader perDomain;
    private final Shapes shapes = new Shapes();

    /** Opens a connection that can only read. */
    public static Transport open(String uri) throws HypervisorException, LibraryMissingException {
        NativeLibraries.require();
        LibvirtErrors.silence();
        NativeConnection connection = connect(uri);
        try {
            return new NativeTransport(uri, connection);
        } catch (HypervisorException e) {
            close(connection);
            throw e;
        }
    }

    private NativeTransport(String uri, NativeConnection connection) throws HypervisorException {
        this.uri = uri;
        this.connection = connection;
        address = connection.address();
        support = BulkSupport.of(address);
        perDomain = new PerDomainReader(connection, this::describe);
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public StatsTable domains() throws HypervisorException {
        return table(bulk(Set.of(StatsGroup.STATE), 0), Set.of());
    }

    @Override
    public StatsTable stats(Set<StatsGroup> groups) throws HypervisorException {
        EnumSet<StatsGroup> inBulk = EnumSet.of(StatsGroup.STATE);
        inBulk.addAll(groups);
        inBulk.retainAll(support.groups());
        List<DomainStats> domains = bulk(inBulk, BulkSupport.ACTIVE);
        EnumSet<StatsGroup> rest = EnumSet.noneOf(StatsGroup.class);
        rest.addAll(groups);
        rest.removeAll(inBulk);
        return rest.isEmpty() ? table(domains, Set.of()) : perDomain.complete(domains, rest);
    }

    @Override
    public Optional<String> describe(DomainRef domain) throws HypervisorException {
        long pointer = LibvirtFunctions.virDomainLookupByUUID(address, bytes(domain.uuid()));
        if (pointer == 0) {
            return noneIfGone();
        }
        try {
            long xml = LibvirtFunctions.virDomainGetXMLDesc(pointer, 0);
            return xml == 0 ? noneIfGone() : Optional.of(taken(xml));
        } finally {
            LibvirtFunctions.virDomainFree(pointer);
        }
    }

    @Override
    public void probe() throws HypervisorException {
        if (LibvirtFunctions.virConnectGetLibVersion(address, new long[1]) < 0) {
            throw LibvirtErrors.last(address);
        }
    }

    @Override
    public void close() {
        close(connection);
    }

    private List<DomainStats> bulk(Set<StatsGroup> groups, int filter) throws HypervisorException {
        long[] records = new long[1];
        int count = LibvirtFunctions.virConnectGetAllDomainStats(
                address, BulkSupport.mask(groups), records, filter | support.flags());
        if (count < 0) {
            throw LibvirtErrors.last(address);
        }
        try {
            return new RecordReader(shapes).read(records[0], count);
        } finally {
            LibvirtFunctions.virDomainStatsRecordListFree(records[0]);
        }
    }

    private Optional<String> noneIfGone() throws HypervisorException {
        if (LibvirtErrors.lastCode() == LibvirtErrors.NO_DOMAIN) {
            return Optional.empty();
        }
        throw LibvirtErrors.last(address);
    }

    private static StatsTable table(List<DomainStats> domains, Set<StatsGroup> missing) {
        return new StatsTable(domains, missing, System.nanoTime());
    }

    private static String taken(long text) {
        try {
            return new Pointer(text).getString(0, "UTF-8");
        } finally {
            Native.free(text);
        }
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static NativeConnection connect(String uri) throws HypervisorException {
        try {
            return new NativeConnection(uri);
        } catch (LibvirtException e) {
            throw new HypervisorException(String.valueOf(e.getMessage()), true);
        }
    }

    private static void close(NativeConnection connection) {
        try {
            connection.close();
        } catch (LibvirtException e) {
            // Nothing is left to be done about a connection that cannot even be closed.
        }
    }
}
