package io.nephoscope.connector.libvirt.binding;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainWatch;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.connector.libvirt.driver.ControlState;
import io.nephoscope.connector.libvirt.driver.ErrorCodes;
import io.nephoscope.connector.libvirt.driver.LibvirtErrorException;
import io.nephoscope.connector.libvirt.driver.TableReader;
import io.nephoscope.connector.libvirt.session.LibraryMissingException;
import io.nephoscope.connector.libvirt.session.Transport;
import java.nio.ByteBuffer;
import java.time.Duration;
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
    private final NativeEvents events;
    private final TableReader tables;

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
        tables = TableReader.of(new NativeStats(address), new NativeDomains(connection, this::describe));
        events = NativeEvents.register(address);
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public StatsTable domains() throws HypervisorException {
        return tables.domains();
    }

    @Override
    public StatsTable stats(Set<StatsGroup> groups) throws HypervisorException {
        return tables.stats(groups);
    }

    @Override
    public StatsTable stats(Set<StatsGroup> groups, List<DomainRef> domains) throws HypervisorException {
        return tables.stats(groups, domains);
    }

    @Override
    public Optional<Duration> busyFor(DomainRef domain) throws HypervisorException {
        return ask(domain, pointer -> {
            byte[] info = new byte[2 * Long.BYTES];
            return LibvirtFunctions.virDomainGetControlInfo(pointer, info, 0) < 0 ? noneIfRefused() : occupied(info);
        });
    }

    @Override
    public Set<StatsGroup> inBulk() {
        return tables.inBulk();
    }

    @Override
    public StatsTable inactive(Set<StatsGroup> groups) throws HypervisorException {
        return tables.inactive(groups);
    }

    @Override
    public Optional<String> describe(DomainRef domain) throws HypervisorException {
        return ask(domain, pointer -> {
            long xml = LibvirtFunctions.virDomainGetXMLDesc(pointer, 0);
            return xml == 0 ? noneIfGone() : Optional.of(taken(xml));
        });
    }

    @Override
    public Optional<DiskSize> diskSize(DomainRef domain, String device) throws HypervisorException {
        return ask(domain, pointer -> {
            long[] size = new long[3];
            return LibvirtFunctions.virDomainGetBlockInfo(pointer, device, size, 0) < 0
                    ? noneIfRefused()
                    : Optional.of(new DiskSize(size[0], size[1], size[2]));
        });
    }

    @Override
    public DomainWatch watch() {
        return events.watches().open();
    }

    @Override
    public void probe() throws HypervisorException {
        if (LibvirtFunctions.virConnectGetLibVersion(address, new long[1]) < 0) {
            throw LibvirtErrors.last(address);
        }
    }

    @Override
    public Optional<String> trouble() {
        return EventLoop.trouble();
    }

    @Override
    public void close() {
        events.deregister();
        close(connection);
    }

    /** A question about one domain, whose pointer is valid while it is asked. */
    @FunctionalInterface
    private interface Question<T> {
        Optional<T> ask(long pointer) throws HypervisorException;
    }

    private <T> Optional<T> ask(DomainRef domain, Question<T> question) throws HypervisorException {
        long pointer = LibvirtFunctions.virDomainLookupByUUID(address, bytes(domain.uuid()));
        if (pointer == 0) {
            return noneIfGone();
        }
        try {
            return question.ask(pointer);
        } finally {
            LibvirtFunctions.virDomainFree(pointer);
        }
    }

    private <T> Optional<T> noneIfGone() throws HypervisorException {
        if (LibvirtErrors.lastCode() == ErrorCodes.NO_DOMAIN) {
            return Optional.empty();
        }
        throw LibvirtErrors.last(address);
    }

    private <T> Optional<T> noneIfRefused() throws HypervisorException {
        LibvirtErrorException refusal = LibvirtErrors.last(address);
        if (refusal.connectionLost()) {
            throw refusal;
        }
        return Optional.empty();
    }

    /** Reads a virDomainControlInfo: state, details, milliseconds. */
    private static Optional<Duration> occupied(byte[] info) {
        boolean occupied = TypedParameters.intAt(info, 0) == ControlState.OCCUPIED;
        return Optional.of(occupied ? Duration.ofMillis(TypedParameters.longAt(info, Long.BYTES)) : Duration.ZERO);
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
        EventLoop.enter();
        try {
            NativeConnection connection = new NativeConnection(uri);
            connection.keepAlive();
            return connection;
        } catch (LibvirtException e) {
            EventLoop.leave();
            throw new HypervisorException(String.valueOf(e.getMessage()), true);
        }
    }

    private static void close(NativeConnection connection) {
        try {
            connection.close();
        } catch (LibvirtException e) {
            // Nothing is left to be done about a connection that cannot even be closed.
        } finally {
            EventLoop.leave();
        }
    }
}
