package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.HypervisorException;
import java.util.Map;

/** The calls about one domain that every driver has. A call that the driver lacks is refused. */
public interface SingleDomain {

    /** What virDomainInfo says of a domain's processors. */
    record Processors(int count, long nanoseconds) {}

    Processors processors() throws HypervisorException;

    /** At most so many memory statistics, by the tags of virDomainMemoryStat. */
    Map<Integer, Long> memory(int most) throws HypervisorException;

    /** The fields of virDomainInterfaceStats, in their order. */
    long[] networkInterface(String device) throws HypervisorException;

    /** The fields of virDomainBlockStats but the last, in their order. */
    long[] disk(String device) throws HypervisorException;
}
