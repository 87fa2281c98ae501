package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.session.Transport;
import io.nephoscope.testkit.libvirt.FakeDomain;
import io.nephoscope.testkit.libvirt.FakeGuest;
import io.nephoscope.testkit.libvirt.FakeHypervisor;
import io.nephoscope.testkit.libvirt.FakeLibvirtd;
import io.nephoscope.testkit.libvirt.LibvirtProcedure;
import io.nephoscope.testkit.libvirt.Limits;
import io.nephoscope.testkit.libvirt.ParameterName;
import io.nephoscope.testkit.libvirt.ParameterType;
import io.nephoscope.testkit.libvirt.ScriptedGuest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a daemon with many guests, which keeps to the bounds of the protocol as libvirtd does. */
@Timeout(60)
class BulkStatsTest {

    private static final Set<StatsGroup> ALL = EnumSet.allOf(StatsGroup.class);
    private static final ParameterName STATE = ParameterName.of("state.state", ParameterType.INT);
    private static final int RUNNING = 1;
    private static final int PAUSED = 3;

    @Test
    void readsTenThousandGuestsWithOneCallAndLaterWithFew() throws Exception {
        FakeHypervisor guests = FakeHypervisor.simulated(10_000);

        try (FakeLibvirtd daemon = FakeLibvirtd.start(guests);
                Transport transport = open(daemon)) {
            long before = calls(daemon);
            List<DomainStats> first = transport.stats(ALL).domains();
            long afterFirst = calls(daemon);
            List<DomainStats> second = transport.stats(ALL).domains();

            assertAllThere(first, guests);
            assertAllThere(second, guests);
            assertThat(afterFirst - before).isEqualTo(1);
            assertThat(calls(daemon) - afterFirst).isBetween(2L, 4L);
        }
    }

    @Test
    void readsMoreGuestsThanAnAnswerMayHold() throws Exception {
        FakeHypervisor guests = FakeHypervisor.of(IntStream.range(0, 20_000)
                .mapToObj(index -> small(index, index % 2 == 0 ? RUNNING : PAUSED))
                .toList());

        try (FakeLibvirtd daemon = FakeLibvirtd.start(guests);
                Transport transport = open(daemon)) {
            assertAllThere(transport.domains().domains(), guests);
        }
    }

    @Test
    void readsLargerAnswersThanAMessageMayBe() throws Exception {
        FakeHypervisor guests = FakeHypervisor.simulated(500);

        try (FakeLibvirtd daemon = FakeLibvirtd.start(guests, Limits.USUAL.withLargestMessage(100_000));
                Transport transport = open(daemon)) {
            assertAllThere(transport.stats(ALL).domains(), guests);
        }
    }

    @Test
    void failsWhenOneGuestAloneIsTooLarge() throws Exception {
        FakeHypervisor guests = FakeHypervisor.simulated(3);

        try (FakeLibvirtd daemon = FakeLibvirtd.start(guests, Limits.USUAL.withLargestMessage(1_000));
                Transport transport = open(daemon)) {
            HypervisorException failure = catchThrowableOfType(HypervisorException.class, () -> transport.stats(ALL));

            assertThat(failure).hasMessageContaining("Unable to encode message payload");
        }
    }

    @Test
    void asksForNobodysStatisticsWhenThereIsNobody() throws Exception {
        FakeHypervisor guests = FakeHypervisor.simulated(10_000);

        try (FakeLibvirtd daemon = FakeLibvirtd.start(guests);
                Transport transport = open(daemon)) {
            transport.stats(ALL);
            guests.replaceAll(List.of());
            long before = calls(daemon);

            assertThat(transport.stats(ALL).domains()).isEmpty();
            assertThat(calls(daemon)).isEqualTo(before);
        }
    }

    private static void assertAllThere(List<DomainStats> domains, FakeHypervisor guests) {
        assertThat(domains)
                .extracting(DomainStats::domain)
                .containsExactlyInAnyOrderElementsOf(guests.guests().stream()
                        .map(FakeGuest::domain)
                        .map(domain -> new DomainRef(domain.uuid(), domain.id(), domain.name()))
                        .toList());
    }

    private static Transport open(FakeLibvirtd daemon) throws HypervisorException {
        return RpcTransport.open(daemon.uri(), Duration.ofSeconds(30));
    }

    private static long calls(FakeLibvirtd daemon) {
        return daemon.count(LibvirtProcedure.CONNECT_GET_ALL_DOMAIN_STATS);
    }

    private static FakeGuest small(int index, int state) {
        FakeDomain domain = new FakeDomain("instance-%08x".formatted(index), new UUID(0, index), index + 1);
        return ScriptedGuest.of(domain).inState(state).with(STATE, state);
    }
}
