package io.nephoscope.connector.libvirt;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The hypervisor behind one connection to libvirt. The service is there exactly while the connection
 * works, so a component that refers to it needs no reconnection of its own. Thread-safe; calls block,
 * cannot be interrupted, and fail when the connection is lost.
 */
@ProviderType
public interface Hypervisor {

    /** What the connection was opened with, such as {@code qemu:///system}. */
    String uri();

    /**
     * Lists all domains, active or not, with {@link StatsGroup#STATE} and nothing else: the other
     * groups make no sense for inactive domains. Never disturbs a guest.
     */
    StatsTable domains() throws HypervisorException;

    /**
     * Reads statistics of all active domains at once. Ask for no more than is needed: some groups
     * cost time in each guest's process. A guest that is busy or does not answer is not waited for; its
     * row then lacks what its process alone knows.
     *
     * @param groups what to read; {@link StatsGroup#STATE} comes always
     */
    StatsTable stats(Set<StatsGroup> groups) throws HypervisorException;

    /**
     * Reads statistics as {@link #stats(Set)} does, and in time: a row lacks what its guest has not
     * answered by then. A hypervisor that never waits for guests takes no notice of the time.
     *
     * @param within how long the reading may take
     */
    default StatsTable stats(Set<StatsGroup> groups, Duration within) throws HypervisorException {
        return stats(groups);
    }

    /**
     * Reads statistics of all domains that do not run. Ask for {@link StatsGroup#VCPU} and {@link
     * StatsGroup#BALLOON} at most, which then hold what the domain is configured with: of the others
     * libvirt tells its own consumption, or waits for storage.
     *
     * @param groups what to read; {@link StatsGroup#STATE} comes always
     */
    StatsTable inactive(Set<StatsGroup> groups) throws HypervisorException;

    /**
     * The groups that this hypervisor gives for many domains at once; what it has of others was asked domain by
     * domain, and may be less. Never blocks, and does not change.
     */
    default Set<StatsGroup> inBulk() {
        return EnumSet.allOf(StatsGroup.class);
    }

    /**
     * Gives the size of one disk, for where bulk statistics do not tell enough. Asks the guest's
     * process if the domain runs.
     *
     * @param device the guest's name of the disk, such as {@code vda}
     * @return empty if libvirt cannot tell, if the guest does not answer, or if the domain or its disk is gone
     */
    Optional<DiskSize> diskSize(DomainRef domain, String device) throws HypervisorException;

    /** Gives libvirt's XML description of a domain; empty if the domain is gone. */
    Optional<String> describe(DomainRef domain) throws HypervisorException;

    /**
     * Notes from now on what happens to domains. Never blocks. Not each driver tells, and an event comes
     * a moment after what it tells of: be right without events, and quick with them.
     *
     * @return to be closed when nobody asks it any more
     */
    default DomainWatch watch() {
        return DomainWatch.BLIND;
    }
}
