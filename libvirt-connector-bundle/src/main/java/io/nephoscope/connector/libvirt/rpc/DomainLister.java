package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.driver.LibvirtErrorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lists domains; those that are too many for one answer by their kinds. */
record DomainLister(Connection connection, Duration timeout) {

    /** Filters of which each domain passes exactly one: running or not, persistent or not, autostarted or not. */
    private static final List<int[]> KINDS = List.of(
            new int[] {1 << 4, 1 << 5 | 1 << 6 | 1 << 7}, new int[] {1 << 2, 1 << 3}, new int[] {1 << 10, 1 << 11});

    /** @param filter flags that a domain must match */
    List<DomainRef> list(int filter) throws HypervisorException {
        return list(filter, KINDS);
    }

    private List<DomainRef> list(int filter, List<int[]> kinds) throws HypervisorException {
        try {
            return listAtOnce(filter);
        } catch (LibvirtErrorException e) {
            if (kinds.isEmpty() || !RemoteErrors.mayBeTooLarge(e)) {
                throw e;
            }
        }
        List<DomainRef> all = new ArrayList<>();
        for (int kind : kinds.get(0)) {
            all.addAll(list(filter | kind, kinds.subList(1, kinds.size())));
        }
        return all;
    }

    private List<DomainRef> listAtOnce(int filter) throws HypervisorException {
        XdrWriter arguments = new XdrWriter().bool(true).int32(filter);
        return WireDomains.readAll(connection.call(Procedure.CONNECT_LIST_ALL_DOMAINS, arguments, timeout));
    }
}
