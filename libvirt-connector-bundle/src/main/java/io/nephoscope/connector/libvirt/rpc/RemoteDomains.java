package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.driver.ControlState;
import io.nephoscope.connector.libvirt.driver.ErrorCodes;
import io.nephoscope.connector.libvirt.driver.LibvirtErrorException;
import io.nephoscope.connector.libvirt.driver.SingleDomain;
import io.nephoscope.connector.libvirt.driver.SingleDomains;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The procedures about one domain. They name the domain in each call, so there is nothing to look up. */
record RemoteDomains(Connection connection, RpcTimeouts timeouts) implements SingleDomains {

    @Override
    public Optional<String> describe(DomainRef domain) throws HypervisorException {
        XdrWriter arguments = WireDomains.write(new XdrWriter(), domain).int32(0);
        try {
            return Optional.of(connection
                    .call(Procedure.DOMAIN_GET_XML_DESC, arguments, timeouts.answer())
                    .text());
        } catch (LibvirtErrorException e) {
            if (e.code() == ErrorCodes.NO_DOMAIN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The size of a disk; empty if libvirt refuses to tell. Waits without end for the guest's process. */
    Optional<DiskSize> diskSize(DomainRef domain, String device) throws HypervisorException {
        XdrWriter arguments =
                WireDomains.write(new XdrWriter(), domain).text(device).int32(0);
        try {
            XdrReader in = connection.call(Procedure.DOMAIN_GET_BLOCK_INFO, arguments, RpcTimeouts.NONE);
            long allocation = in.hyper();
            long capacity = in.hyper();
            return Optional.of(new DiskSize(capacity, allocation, in.hyper()));
        } catch (LibvirtErrorException e) {
            if (e.connectionLost()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** How long the domain's monitor has been in use; empty if libvirt does not tell. */
    Optional<Duration> busyFor(DomainRef domain) throws HypervisorException {
        XdrWriter arguments = WireDomains.write(new XdrWriter(), domain).int32(0);
        try {
            XdrReader in = connection.call(Procedure.DOMAIN_GET_CONTROL_INFO, arguments, timeouts.answer());
            boolean occupied = in.int32() == ControlState.OCCUPIED;
            in.int32(); // details
            return Optional.of(occupied ? Duration.ofMillis(in.hyper()) : Duration.ZERO);
        } catch (LibvirtErrorException e) {
            if (e.connectionLost()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    @Override
    public void with(DomainRef domain, Task task) throws HypervisorException {
        task.on(new One(connection, domain, timeouts.statistics()));
    }

    private record One(Connection connection, DomainRef domain, Duration timeout) implements SingleDomain {

        private static final int MOST_MEMORY_STATISTICS = 1_024;

        @Override
        public Processors processors() throws HypervisorException {
            XdrReader in = call(Procedure.DOMAIN_GET_INFO, arguments());
            in.int32(); // state
            in.hyper(); // most memory
            in.hyper(); // memory
            return new Processors(in.int32(), in.hyper());
        }

        @Override
        public Map<Integer, Long> memory(int most) throws HypervisorException {
            XdrReader in =
                    call(Procedure.DOMAIN_MEMORY_STATS, arguments().int32(most).int32(0));
            int count = in.length(MOST_MEMORY_STATISTICS, Integer.BYTES + Long.BYTES);
            Map<Integer, Long> values = new HashMap<>();
            for (int index = 0; index < count; index++) {
                values.put(in.int32(), in.hyper());
            }
            return values;
        }

        @Override
        public long[] networkInterface(String device) throws HypervisorException {
            return counters(call(Procedure.DOMAIN_INTERFACE_STATS, arguments().text(device)), 8);
        }

        @Override
        public long[] disk(String device) throws HypervisorException {
            return counters(call(Procedure.DOMAIN_BLOCK_STATS, arguments().text(device)), 4);
        }

        private XdrWriter arguments() {
            return WireDomains.write(new XdrWriter(), domain);
        }

        private XdrReader call(Procedure procedure, XdrWriter arguments) throws HypervisorException {
            return connection.call(procedure, arguments, timeout);
        }

        private static long[] counters(XdrReader in, int count) throws ProtocolException {
            long[] counters = new long[count];
            for (int index = 0; index < count; index++) {
                counters[index] = in.hyper();
            }
            return counters;
        }
    }
}
