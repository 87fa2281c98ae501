package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import java.util.Optional;

/** Gives access to domains one by one. */
public interface SingleDomains {

    /** What is done with a domain. */
    @FunctionalInterface
    interface Task {
        void on(SingleDomain domain) throws HypervisorException;
    }

    /** The XML of a domain; empty if it is gone. */
    Optional<String> describe(DomainRef domain) throws HypervisorException;

    /** Does something with a domain. Refused if it is gone. */
    void with(DomainRef domain, Task task) throws HypervisorException;
}
