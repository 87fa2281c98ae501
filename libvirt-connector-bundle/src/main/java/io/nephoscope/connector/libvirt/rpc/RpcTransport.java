package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainWatch;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.connector.libvirt.driver.TableReader;
import io.nephoscope.connector.libvirt.session.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A connection that speaks libvirt's own protocol over the daemon's local socket. It needs no native
 * library, its calls end in time and can be interrupted, and closing it ends those in flight.
 */
public final class RpcTransport implements Transport {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final String uri;
    private final Connection connection;
    private final RpcTimeouts timeouts;
    private final RemoteDomains domains;
    private final TableReader tables;
    private final RemoteEvents events;

    /** Whether the other side of this URI is a daemon's local socket. */
    public static boolean serves(String uri) {
        return Endpoint.find(uri).isPresent();
    }

    /**
     * Opens a connection that can only read.
     *
     * @param answer how long the daemon may take to answer what needs no guest's help
     */
    public static Transport open(String uri, Duration answer) throws HypervisorException {
        return open(uri, RpcTimeouts.of(answer));
    }

    static Transport open(String uri, RpcTimeouts timeouts) throws HypervisorException {
        Endpoint endpoint = Endpoint.of(uri);
        Connection connection = Connection.open(endpoint.socket(), timeouts);
        try {
            new Handshake(connection, timeouts.answer()).openReadOnly(endpoint.name());
            return new RpcTransport(uri, connection, timeouts);
        } catch (HypervisorException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private RpcTransport(String uri, Connection connection, RpcTimeouts timeouts) throws HypervisorException {
        this.uri = uri;
        this.connection = connection;
        this.timeouts = timeouts;
        domains = new RemoteDomains(connection, timeouts);
        tables = TableReader.of(new BulkStats(connection, timeouts), domains);
        events = new RemoteEvents(connection::call);
        connection.onEvents(events::told);
        events.register(timeouts.answer());
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
    public StatsTable stats(Set<StatsGroup> groups, List<DomainRef> chosen) throws HypervisorException {
        return tables.stats(groups, chosen);
    }

    @Override
    public Optional<Duration> busyFor(DomainRef domain) throws HypervisorException {
        return domains.busyFor(domain);
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
    public Optional<DiskSize> diskSize(DomainRef domain, String device) throws HypervisorException {
        return domains.diskSize(domain, device);
    }

    @Override
    public Optional<String> describe(DomainRef domain) throws HypervisorException {
        return domains.describe(domain);
    }

    @Override
    public DomainWatch watch() {
        return events.watches().open();
    }

    @Override
    public void probe() throws HypervisorException {
        connection.call(Procedure.CONNECT_GET_LIB_VERSION, new XdrWriter(), timeouts.answer());
    }

    @Override
    public void abort() {
        connection.close();
    }

    @Override
    public void close() {
        try {
            events.deregister(CLOSE_TIMEOUT);
            connection.call(Procedure.CONNECT_CLOSE, new XdrWriter(), CLOSE_TIMEOUT);
        } catch (HypervisorException e) {
            // A daemon that does not hear it notices that the socket is closed.
        }
        connection.close();
    }
}
