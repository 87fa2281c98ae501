package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.driver.LibvirtErrorException;
import io.nephoscope.connector.libvirt.driver.Shapes;
import io.nephoscope.connector.libvirt.driver.TableReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Statistics of many domains, with one call if that can be. The protocol bounds a message by 32 MiB and
 * 16,384 domains; what is more, or may soon be, is read in parts. Thread-safe.
 */
final class BulkStats implements TableReader.Bulk {

    /** An answer of this size is far from the bound, and large enough for calls to cost nothing. */
    private static final int LARGE = 8 << 20;

    private static final int FIRST_PART = 1_000;
    /** The flags that choose domains; the others choose how they are read. */
    private static final int FILTERS = 0xff;

    private final Connection connection;
    private final DomainLister lister;
    private final Duration timeout;
    private final Shapes<WireShape> shapes = new Shapes<>();
    /** How many domains' statistics a large answer holds, by groups. */
    private final Map<Integer, Integer> parts = new ConcurrentHashMap<>();

    BulkStats(Connection connection, RpcTimeouts timeouts) {
        this.connection = connection;
        lister = new DomainLister(connection, timeouts.answer());
        this.timeout = timeouts.statistics();
    }

    @Override
    public List<DomainStats> read(int groups, int flags) throws HypervisorException {
        Request request = new Request(groups, flags, timeout);
        if (parts.containsKey(groups)) {
            return readInParts(lister.list(flags & FILTERS), request);
        }
        try {
            return ask(List.of(), request);
        } catch (LibvirtErrorException e) {
            if (RemoteErrors.mayBeTooLarge(e)) {
                return readInParts(lister.list(flags & FILTERS), request);
            }
            throw e;
        }
    }

    @Override
    public List<DomainStats> readOf(List<DomainRef> domains, int groups, int flags) throws HypervisorException {
        return readInParts(domains, new Request(groups, flags, RpcTimeouts.NONE));
    }

    /** What is asked of domains, and how long the answer may take. */
    private record Request(int groups, int flags, Duration timeout) {}

    private List<DomainStats> readInParts(List<DomainRef> domains, Request request) throws HypervisorException {
        List<DomainStats> all = new ArrayList<>(domains.size());
        int next = 0;
        while (next < domains.size()) {
            int size = Math.min(parts.getOrDefault(request.groups(), FIRST_PART), domains.size() - next);
            try {
                all.addAll(ask(domains.subList(next, next + size), request));
                next += size;
            } catch (LibvirtErrorException e) {
                if (size == 1 || !RemoteErrors.mayBeTooLarge(e)) {
                    throw e;
                }
                parts.put(request.groups(), size / 2);
            }
        }
        return all;
    }

    /** @param domains none for all that the flags choose */
    private List<DomainStats> ask(List<DomainRef> domains, Request request) throws HypervisorException {
        XdrWriter arguments = WireDomains.writeAll(new XdrWriter(), domains)
                .int32(request.groups())
                .int32(request.flags());
        XdrReader answer = connection.call(Procedure.CONNECT_GET_ALL_DOMAIN_STATS, arguments, request.timeout());
        List<DomainStats> stats = new StatsReader(shapes).read(answer);
        if (answer.end() > LARGE) {
            parts.put(request.groups(), part(answer.end() / stats.size()));
        }
        return stats;
    }

    private static int part(int sizeOfOne) {
        return Math.max(1, Math.min(LARGE / sizeOfOne, StatsReader.MOST_RECORDS / 2));
    }
}
