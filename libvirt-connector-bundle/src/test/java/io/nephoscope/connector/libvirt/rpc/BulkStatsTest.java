package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.driver.Recorded;
import io.nephoscope.connector.libvirt.session.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a daemon with many guests, which keeps to the bounds of the protocol as libvirtd does. */
@Timeout(60)
class BulkStatsTest {

    private static final int PAUSED = 1 << 5 | 1 << 6 | 1 << 7;
    private static final int RUNNING = 1 << 4;

    private FakeDaemon daemon;
    private List<Recorded> guests = List.of();
    private int largestMessage = 32 << 20;

    @BeforeEach
    void start() throws IOException {
        daemon = new FakeDaemon()
                .on(Procedure.CONNECT_LIST_ALL_DOMAINS, this::list)
                .on(Procedure.CONNECT_GET_ALL_DOMAIN_STATS, this::statistics);
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    @Test
    void readsTenThousandGuestsWithOneCallAndLaterWithFew() throws Exception {
        guests = guests(10_000, 43);

        try (Transport transport = RpcTransport.open(daemon.uri(), Duration.ofSeconds(30))) {
            int before = calls();
            List<DomainStats> first = transport.stats(Set.of(StatsGroup.VCPU)).domains();
            int afterFirst = calls();
            List<DomainStats> second = transport.stats(Set.of(StatsGroup.VCPU)).domains();

            assertAllThere(first);
            assertAllThere(second);
            assertThat(afterFirst - before).isEqualTo(1);
            assertThat(calls() - afterFirst).isBetween(2, 4);
        }
    }

    @Test
    void readsMoreGuestsThanAnAnswerMayHold() throws Exception {
        guests = guests(20_000, 2);

        try (Transport transport = RpcTransport.open(daemon.uri(), Duration.ofSeconds(30))) {
            assertAllThere(transport.domains().domains());
        }
    }

    @Test
    void readsLargerAnswersThanAMessageMayBe() throws Exception {
        guests = guests(500, 43);
        largestMessage = 100_000;

        try (Transport transport = RpcTransport.open(daemon.uri(), Duration.ofSeconds(30))) {
            assertAllThere(transport.stats(Set.of(StatsGroup.VCPU)).domains());
        }
    }

    @Test
    void failsWhenOneGuestAloneIsTooLarge() throws Exception {
        guests = guests(3, 43);
        largestMessage = 1_000;

        try (Transport transport = RpcTransport.open(daemon.uri(), Duration.ofSeconds(30))) {
            HypervisorException failure =
                    catchThrowableOfType(HypervisorException.class, () -> transport.stats(Set.of(StatsGroup.VCPU)));

            assertThat(failure).hasMessageContaining("Unable to encode message payload");
        }
    }

    @Test
    void asksForNobodysStatisticsWhenThereIsNobody() throws Exception {
        guests = guests(10_000, 43);

        try (Transport transport = RpcTransport.open(daemon.uri(), Duration.ofSeconds(30))) {
            transport.stats(Set.of(StatsGroup.VCPU));
            guests = List.of();
            int before = calls();

            assertThat(transport.stats(Set.of(StatsGroup.VCPU)).domains()).isEmpty();
            assertThat(calls()).isEqualTo(before);
        }
    }

    private void assertAllThere(List<DomainStats> domains) {
        assertThat(domains)
                .extracting(DomainStats::domain)
                .containsExactlyInAnyOrderElementsOf(
                        guests.stream().map(Recorded::domain).toList());
    }

    private int calls() {
        return daemon.calls(Procedure.CONNECT_GET_ALL_DOMAIN_STATS).size();
    }

    private void list(FakeDaemon.Call call) throws IOException {
        List<Recorded> chosen = chosen(call.arguments().getInt(4));
        if (chosen.size() > 16_384) {
            call.refuse(39, 7, "Too many domains '%d' for limit '16384'".formatted(chosen.size()));
            return;
        }
        Wire answer = new Wire().int32(chosen.size());
        chosen.forEach(guest -> answer.domain(guest.domain()));
        call.answer(answer.int32(chosen.size()));
    }

    private void statistics(FakeDaemon.Call call) throws IOException {
        ByteBuffer arguments = call.arguments().duplicate();
        int flags = arguments.getInt(arguments.limit() - 4);
        List<Recorded> chosen = (flags & 2) == 0 ? named(arguments) : List.of();
        byte[] answer = Wire.statistics(chosen);
        if (chosen.size() > 16_384) {
            call.refuse(1, 7, "Number of domain stats records is too large");
        } else if (answer.length > largestMessage) {
            call.refuse(39, 7, "Unable to encode message payload");
        } else {
            call.answer(new Wire().raw(answer));
        }
    }

    private List<Recorded> named(ByteBuffer arguments) {
        int count = arguments.getInt();
        if (count == 0) {
            return guests;
        }
        List<Recorded> named = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            int name = arguments.getInt();
            arguments.position(arguments.position() + (name + 3 & ~3) + 8);
            named.add(guests.get((int) arguments.getLong()));
            arguments.getInt();
        }
        return named;
    }

    /** Every other guest is paused. */
    private List<Recorded> chosen(int filter) {
        if ((filter & (RUNNING | PAUSED)) == 0) {
            return guests;
        }
        int remainder = (filter & RUNNING) == 0 ? 1 : 0;
        return IntStream.range(0, guests.size())
                .filter(index -> index % 2 == remainder)
                .mapToObj(guests::get)
                .toList();
    }

    private static List<Recorded> guests(int count, int parameters) {
        return IntStream.range(0, count)
                .mapToObj(index -> guest(index, parameters))
                .toList();
    }

    private static Recorded guest(int index, int parameters) {
        Recorded guest = Recorded.of(new DomainRef(new UUID(0, index), index + 1, "instance-%08x".formatted(index)));
        for (int parameter = 0; parameter < parameters; parameter++) {
            guest.with("ullong", "vcpu.%d.some.time".formatted(parameter), (long) index * parameter);
        }
        return guest;
    }
}
