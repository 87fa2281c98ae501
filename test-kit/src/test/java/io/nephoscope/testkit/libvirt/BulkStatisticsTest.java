package io.nephoscope.testkit.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkStatisticsTest {

    private static final int ACTIVE = 1;
    private static final int ENFORCE = 1 << 31;
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final GuestShape PLAIN = new GuestShape(1, 1, 1, false);

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 6", "4, 4", "8, 6", "16, 10", "32, 15", "127, 43", "0, 43", "256, 0"})
    void givesTheGroupsThatAreAskedForInTheSizesOfQemu(int groups, int parameters) throws Exception {
        Wire answer = ask(FakeHypervisor.simulated(1, PLAIN, () -> NOW), groups, 0);

        assertThat(countOfFirst(answer)).isEqualTo(parameters);
    }

    @Test
    void isTheSameForTheSameIndexAndTime() throws Exception {
        Wire once = ask(FakeHypervisor.simulated(100, GuestShape.USUAL, () -> NOW), 0, 0);
        Wire again = ask(FakeHypervisor.simulated(100, GuestShape.USUAL, () -> NOW), 0, 0);

        assertThat(once.bytes()).isEqualTo(again.bytes());
    }

    @Test
    void growsWithTime() {
        Instant[] now = {NOW};
        FakeGuest guest =
                FakeHypervisor.simulated(1, PLAIN, () -> now[0]).guests().get(0);
        long before = ParameterValues.of(guest, 0).get("net.0.rx.bytes");

        now[0] = NOW.plus(Duration.ofSeconds(1));

        assertThat(ParameterValues.of(guest, 0).get("net.0.rx.bytes")).isGreaterThan(before);
    }

    @Test
    void leavesOutDomainsThatAreGone() throws Exception {
        FakeHypervisor hypervisor = FakeHypervisor.simulated(2);
        FakeDomain gone = new FakeDomain("gone", new UUID(1, 2), 7);
        Wire arguments = new Wire()
                .int32(2)
                .domain(gone)
                .domain(hypervisor.guests().get(1).domain())
                .int32(1)
                .int32(0);

        assertThat(first(answer(hypervisor, arguments))).isEqualTo(1);
        assertThat(first(answer(
                        hypervisor, new Wire().int32(1).domain(gone).int32(1).int32(0))))
                .isZero();
    }

    @Test
    void leavesOutDomainsThatAreShutOffIfAskedTo() throws Exception {
        FakeHypervisor hypervisor = FakeHypervisor.of(
                ScriptedGuest.named("on", new UUID(0, 1), 1), ScriptedGuest.named("off", new UUID(0, 2), -1));

        assertThat(first(ask(hypervisor, 0, ACTIVE))).isEqualTo(1);
        assertThat(first(ask(hypervisor, 0, 0))).isEqualTo(2);
    }

    @Test
    void refusesUnknownGroupsIfTheyMatter() throws Exception {
        FakeHypervisor hypervisor = FakeHypervisor.simulated(1);

        assertThat(refusal(hypervisor, 1 << 20, ENFORCE, Limits.USUAL).code()).isEqualTo(74);
        assertThat(countOfFirst(ask(hypervisor, (1 << 20) | 1, 0))).isEqualTo(2);
    }

    @Test
    void refusesMoreRecordsThanTheProtocolAllows() {
        FakeHypervisor hypervisor = FakeHypervisor.of(IntStream.range(0, 16_385)
                .mapToObj(index -> ScriptedGuest.named("guest" + index, new UUID(0, index), index))
                .toList());

        assertThat(refusal(hypervisor, 1, 0, Limits.USUAL).message())
                .isEqualTo("internal error: Number of domain stats records is 16385, which exceeds max limit: 16384");
    }

    @Test
    void refusesMoreBytesThanAMessageMayHave() {
        FakeHypervisor hypervisor = FakeHypervisor.simulated(20);

        assertThat(refusal(hypervisor, 0, 0, Limits.USUAL.withLargestMessage(2_000))
                        .message())
                .isEqualTo("Unable to encode message payload");
    }

    @Test
    void givesWhateverATestMakesUp() {
        ScriptedGuest guest = ScriptedGuest.named("a", new UUID(1, 2), 3)
                .with("news.of.libvirt.11", ParameterType.BOOLEAN, 1)
                .with("news.text", "b");

        assertThat(BulkStatistics.encode(List.of(guest)))
                .isEqualTo(new Wire()
                        .int32(1)
                        .domain(guest.domain())
                        .int32(2)
                        .text("news.of.libvirt.11")
                        .int32(6)
                        .int32(1)
                        .text("news.text")
                        .int32(7)
                        .text("b")
                        .bytes());
    }

    private static Wire ask(FakeHypervisor hypervisor, int groups, int flags) throws Exception {
        return answer(hypervisor, new Wire().int32(0).int32(groups).int32(flags));
    }

    private static Wire answer(FakeHypervisor hypervisor, Wire arguments) throws Exception {
        return new BulkStatistics(hypervisor, Limits.USUAL).answer(new Arguments(arguments.bytes()));
    }

    private static RemoteError refusal(FakeHypervisor hypervisor, int groups, int flags, Limits limits) {
        Wire arguments = new Wire().int32(0).int32(groups).int32(flags);
        return catchThrowableOfType(RefusedException.class, () -> new BulkStatistics(hypervisor, limits)
                        .answer(new Arguments(arguments.bytes())))
                .error();
    }

    private static int first(Wire answer) {
        return ByteBuffer.wrap(answer.bytes()).getInt();
    }

    /** After the number of records and the domain, whose name has 17 letters. */
    private static int countOfFirst(Wire answer) {
        return ByteBuffer.wrap(answer.bytes()).getInt(4 + 4 + 20 + 16 + 4);
    }
}
