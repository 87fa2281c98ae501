package io.nephoscope.connector.libvirt.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.connector.libvirt.session.Transport;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Needs libvirt.so (Debian: libvirt0) and nothing else: the test driver is a part of it. */
class NativeTransportTest {

    private static final UUID FIRST = UUID.fromString("6f1a2d6e-0001-4c0e-9d55-0b1c6a3c0001");
    private static final UUID SECOND = UUID.fromString("6f1a2d6e-0002-4c0e-9d55-0b1c6a3c0002");

    private Transport transport;

    @BeforeEach
    void open() throws Exception {
        transport = NativeTransport.open("test://" + guests());
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void listsAllDomainsWithTheirStates() throws Exception {
        StatsTable table = transport.domains();

        assertThat(table.domains())
                .extracting(DomainStats::domain)
                .extracting(DomainRef::uuid, DomainRef::name)
                .containsExactlyInAnyOrder(tuple(FIRST, "instance-00000001"), tuple(SECOND, "instance-00000002"));
        assertThat(table.domains())
                .allSatisfy(row -> assertThat(row.number("state.state")).hasValue(1));
    }

    @Test
    void readsByDomainWhatTheDriverDoesNotGiveInBulk() throws Exception {
        StatsTable table = transport.stats(EnumSet.of(
                StatsGroup.BALLOON, StatsGroup.VCPU, StatsGroup.CPU_TOTAL, StatsGroup.INTERFACE, StatsGroup.BLOCK));

        DomainStats first = row(table, FIRST);
        assertThat(first.number("state.state")).hasValue(1);
        assertThat(first.number("vcpu.current")).hasValue(2);
        assertThat(first.number("balloon.current")).hasValue(262144);
        assertThat(first.number("balloon.rss")).isPresent();
        assertThat(first.number("balloon.usable")).isPresent();
        assertThat(first.number("cpu.time")).isPresent();
        assertThat(first.row("net.*.name", "tap0001")).isZero();
        assertThat(first.number("net.*.rx.bytes", 0)).isPresent();
        assertThat(first.row("block.*.name", "vda")).isZero();
        assertThat(first.number("block.*.rd.bytes", 0)).isPresent();
        assertThat(row(table, SECOND).rows("net.*.name")).isZero();
    }

    @Test
    void tellsWhichGroupsTheDriverDoesNotGiveAtAll() throws Exception {
        transport.stats(Set.of(StatsGroup.PERF));

        StatsTable table = transport.stats(Set.of(StatsGroup.PERF, StatsGroup.BALLOON));

        assertThat(table.missing()).containsExactly(StatsGroup.PERF);
        assertThat(table.domains()).hasSize(2);
    }

    @Test
    void readsSomeOfTheDomains() throws Exception {
        DomainRef second = row(transport.domains(), SECOND).domain();
        DomainRef gone = new DomainRef(new UUID(1, 2), 7, "gone");

        StatsTable table = transport.stats(Set.of(StatsGroup.STATE, StatsGroup.VCPU), List.of(gone, second));

        assertThat(table.domains()).extracting(DomainStats::domain).containsExactly(second);
        assertThat(table.domains().get(0).number("state.state")).hasValue(1);
        assertThat(table.domains().get(0).number("vcpu.current")).isPresent();
    }

    @Test
    void readsNothingOfNoDomains() throws Exception {
        DomainRef gone = new DomainRef(new UUID(1, 2), 7, "gone");

        assertThat(transport.stats(Set.of(StatsGroup.VCPU), List.of()).domains())
                .isEmpty();
        assertThat(transport.stats(Set.of(StatsGroup.VCPU), List.of(gone)).domains())
                .isEmpty();
    }

    @Test
    void tellsNothingOfADomainThatIsGone() throws Exception {
        assertThat(transport.busyFor(new DomainRef(new UUID(1, 2), 7, "gone"))).isEmpty();
    }

    @Test
    void listsNoDomainsThatRunAmongTheInactive() throws Exception {
        assertThat(transport.inactive(Set.of(StatsGroup.VCPU)).domains()).isEmpty();
    }

    @Test
    void tellsTheSizeOfADiskOfADriverThatGivesNoneInBulk() throws Exception {
        StatsTable table = transport.stats(Set.of(StatsGroup.BLOCK));

        assertThat(transport.inBulk()).doesNotContain(StatsGroup.BLOCK);
        assertThat(row(table, FIRST).number("block.*.capacity", 0)).isEmpty();
        assertThat(transport.diskSize(new DomainRef(FIRST, 1, ""), "vda")).hasValueSatisfying(size -> {
            assertThat(size.capacity()).isPositive();
            assertThat(size.physical()).isPositive();
        });
    }

    @Test
    void knowsNoSizeOfDisksThatAreNotThere() throws Exception {
        assertThat(transport.diskSize(new DomainRef(FIRST, 1, ""), "vdz")).isEmpty();
        assertThat(transport.diskSize(new DomainRef(new UUID(1, 2), 1, ""), "vda"))
                .isEmpty();
    }

    @Test
    void describesDomains() throws Exception {
        assertThat(transport.describe(new DomainRef(FIRST, 1, "")).orElseThrow())
                .contains("<name>instance-00000001</name>", "tap0001");
    }

    @Test
    void hasNoDescriptionOfDomainsThatAreGone() throws Exception {
        assertThat(transport.describe(new DomainRef(new UUID(1, 2), 1, ""))).isEmpty();
    }

    @Test
    void answersProbes() throws Exception {
        transport.probe();

        assertThat(transport.domains().domains()).hasSize(2);
    }

    @Test
    void saysWhatLibvirtSaysWhenItCannotConnect() {
        assertThatThrownBy(() -> NativeTransport.open("test:///no/such/file.xml"))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("/no/such/file.xml");
    }

    private static DomainStats row(StatsTable table, UUID uuid) {
        return table.domains().stream()
                .filter(row -> row.domain().uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    private static Path guests() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(NativeTransportTest.class.getResource("guests.xml"))
                .toURI());
    }
}
