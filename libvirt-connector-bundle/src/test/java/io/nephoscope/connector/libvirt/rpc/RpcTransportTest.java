package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.connector.libvirt.driver.Recorded;
import io.nephoscope.connector.libvirt.session.Transport;
import io.nephoscope.testkit.libvirt.Behaviour;
import io.nephoscope.testkit.libvirt.Call;
import io.nephoscope.testkit.libvirt.LibvirtProcedure;
import io.nephoscope.testkit.libvirt.RemoteError;
import io.nephoscope.testkit.libvirt.Wire;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RpcTransportTest extends AgainstDaemon {

    private static final DomainRef DOMAIN = new DomainRef(new UUID(1, 2), 3, "instance-00000003");

    @Test
    void opensTheDriverReadOnlyUnderTheNameThatTheDaemonKnows() throws Exception {
        try (Transport transport = open(PATIENT)) {
            transport.probe();

            assertThat(transport.uri()).isEqualTo(daemon.uri());
            assertThat(lastArguments(LibvirtProcedure.CONNECT_OPEN))
                    .isEqualTo(
                            new Wire().int32(1).text("qemu:///system").int32(1).bytes());
        }
    }

    @Test
    void readsStatistics() throws Exception {
        try (Transport transport = open(PATIENT)) {
            StatsTable table = transport.stats(EnumSet.allOf(StatsGroup.class));

            assertThat(table.domains())
                    .extracting(DomainStats::domain)
                    .hasSize(6)
                    .last()
                    .extracting(DomainRef::name)
                    .asString()
                    .startsWith("instance-");
            assertThat(table.missing()).isEmpty();
        }
    }

    @Test
    void asksForActiveDomainsAndDoesNotWaitForBusyOnes() throws Exception {
        try (Transport transport = open(PATIENT)) {
            transport.stats(Set.of(StatsGroup.INTERFACE));

            assertThat(lastArguments(LibvirtProcedure.CONNECT_GET_ALL_DOMAIN_STATS))
                    .isEqualTo(
                            new Wire().int32(0).int32(0x11).int32(1 | (1 << 29)).bytes());
        }
    }

    @Test
    void readsAnswersThatComeByteByByte() throws Exception {
        daemon.on(LibvirtProcedure.CONNECT_GET_ALL_DOMAIN_STATS, Behaviour.inPieces(1));

        try (Transport transport = open(PATIENT)) {
            assertThat(transport.stats(EnumSet.allOf(StatsGroup.class)).domains())
                    .hasSize(6);
        }
    }

    @Test
    void saysWhatTheDaemonSays() throws Exception {
        daemon.on(
                LibvirtProcedure.DOMAIN_GET_XML_DESC,
                Behaviour.refuse(RemoteError.of(8, 20, "invalid argument: so what")));

        try (Transport transport = open(PATIENT)) {
            HypervisorException failure =
                    catchThrowableOfType(HypervisorException.class, () -> transport.describe(DOMAIN));

            assertThat(failure).hasMessage("invalid argument: so what");
            assertThat(failure.connectionLost()).isFalse();
        }
    }

    @Test
    void describesDomains() throws Exception {
        hypervisor.add(Recorded.of(DOMAIN).guest().describedBy("<domain>ä</domain>"));

        try (Transport transport = open(PATIENT)) {
            Optional<String> description = transport.describe(DOMAIN);

            assertThat(description).contains("<domain>ä</domain>");
            assertThat(lastArguments(LibvirtProcedure.DOMAIN_GET_XML_DESC))
                    .isEqualTo(
                            new Wire().domain(Recorded.named(DOMAIN)).int32(0).bytes());
        }
    }

    @Test
    void hasNoDescriptionOfDomainsThatAreGone() throws Exception {
        try (Transport transport = open(PATIENT)) {
            assertThat(transport.describe(DOMAIN)).isEmpty();
        }
    }

    @Test
    void knowsTheSizesOfDisks() throws Exception {
        hypervisor.add(Recorded.of(DOMAIN)
                .with("string", "block.0.name", "vda")
                .with("ullong", "block.0.allocation", 2)
                .with("ullong", "block.0.capacity", 1)
                .with("ullong", "block.0.physical", 3)
                .guest());

        try (Transport transport = open(PATIENT)) {
            assertThat(transport.diskSize(DOMAIN, "vda")).contains(new DiskSize(1, 2, 3));
            assertThat(lastArguments(LibvirtProcedure.DOMAIN_GET_BLOCK_INFO))
                    .isEqualTo(new Wire()
                            .domain(Recorded.named(DOMAIN))
                            .text("vda")
                            .int32(0)
                            .bytes());
        }
    }

    @Test
    void knowsNoSizeThatLibvirtRefusesToTell() throws Exception {
        hypervisor.add(Recorded.of(DOMAIN).guest());

        try (Transport transport = open(PATIENT)) {
            assertThat(transport.diskSize(DOMAIN, "vdz")).isEmpty();
        }
    }

    private byte[] lastArguments(LibvirtProcedure procedure) {
        List<Call> calls = daemon.calls(procedure);
        return calls.get(calls.size() - 1).arguments();
    }
}
