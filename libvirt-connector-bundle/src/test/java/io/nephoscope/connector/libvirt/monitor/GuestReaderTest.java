package io.nephoscope.connector.libvirt.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GuestReaderTest {

    private static final Set<StatsGroup> ALL = Set.of(StatsGroup.INTERFACE, StatsGroup.BALLOON);
    private static final MonitorLimits PROMPT = new MonitorLimits(4, 8, Duration.ofMillis(200), Duration.ofMillis(400));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FakeGuests guests = new FakeGuests(40);
    private GuestReader reader = new GuestReader(guests.connect(), guests::connect, PROMPT);

    @AfterEach
    void leaveNothingBehind() {
        guests.healAll();
        reader.close();
        await().untilAsserted(() -> assertThat(guests.open).hasValue(1));
    }

    @Test
    void asksNoMonitorForWhatNeedsNone() throws Exception {
        guests.hang(1, 2, 3);

        StatsTable table = reader.stats(Set.of(StatsGroup.INTERFACE, StatsGroup.PERF), PATIENCE);

        assertThat(table.domains()).hasSize(40);
        assertThat(guests.calls).isEmpty();
        assertThat(guests.open).hasValue(1);
    }

    @Test
    void sharesManyDomainsOutAmongCalls() throws Exception {
        assertThat(lacking()).isEmpty();

        assertThat(guests.calls).hasSize(4).allSatisfy(call -> assertThat(call).hasSize(10));
        assertThat(guests.calls.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    void readsAroundAGuestThatHangs() throws Exception {
        lacking();
        guests.hang(7);

        assertThat(lacking()).containsExactly(7);

        assertThat(silent()).containsExactly(7);
        assertThat(reader.report().stuck()).isOne();
        assertThat(reader.report().line().orElseThrow().message())
                .startsWith("guest-7 (since ")
                .endsWith(" does not answer; 1 of at most 8 calls are stuck");
    }

    @Test
    void asksAGuestThatHangsWithOneCallOnly() throws Exception {
        guests.hang(7);
        lacking();
        guests.calls.clear();

        assertThat(lacking()).containsExactly(7);
        assertThat(lacking()).containsExactly(7);

        assertThat(guests.calls).hasSize(8);
        assertThat(reader.report().stuck()).isOne();
    }

    @Test
    void takesAGuestBackWhenItAnswers() throws Exception {
        guests.hang(7);
        lacking();

        guests.heal(7);

        await().until(() -> silent().isEmpty());
        assertThat(lacking()).isEmpty();
        assertThat(reader.report().line()).isEmpty();
    }

    @Test
    void findsSeveralThatHangAtOnce() throws Exception {
        guests.hang(1, 2, 15, 16, 40);

        assertThat(lacking()).containsExactly(1, 2, 15, 16, 40);

        assertThat(silent()).containsExactlyInAnyOrder(1, 2, 15, 16, 40);
        assertThat(reader.report().stuck()).isEqualTo(5);
    }

    @Test
    void findsThoseThatHangWhereNobodyTellsWhoIsBusy() throws Exception {
        guests.tellsWhoIsBusy = false;
        guests.hang(3, 4, 30);

        assertThat(lacking()).containsExactly(3, 4, 30);

        assertThat(reader.report().stuck()).isEqualTo(3);
    }

    @Test
    void boundsTheCallsThatAreStuckAndStillReadsThoseThatAnswer() throws Exception {
        reader = new GuestReader(
                guests.connect(), guests::connect, new MonitorLimits(2, 4, PROMPT.shortest(), PROMPT.longest()));
        guests.open.decrementAndGet();
        guests.hang(IntStream.rangeClosed(21, 40).toArray());

        List<Integer> first = lacking();
        List<Integer> second = lacking();

        assertThat(first).contains(IntStream.rangeClosed(21, 40).boxed().toArray(Integer[]::new));
        assertThat(second)
                .isSubsetOf(first)
                .contains(IntStream.rangeClosed(21, 40).boxed().toArray(Integer[]::new));
        assertThat(second).hasSizeLessThan(40);
        assertThat(reader.report().stuck()).isEqualTo(3);
        assertThat(reader.report().leftOut()).isPositive();
        assertThat(reader.report().line().orElseThrow().message()).contains("more guests are read without");
    }

    @Test
    void forgetsAGuestThatIsGone() throws Exception {
        guests.hang(7);
        lacking();

        guests.destroy(7);

        assertThat(reader.stats(ALL, PATIENCE).domains())
                .hasSize(39)
                .noneMatch(row -> row.domain().id() == 7);
        await().until(() -> reader.report().stuck() == 0);
        assertThat(silent()).isEmpty();
    }

    @Test
    void twoReadingsDoNotFindEachOthersGuestsBusy() throws Exception {
        FutureTask<List<Integer>> other = new FutureTask<>(this::lacking);
        guests.hang(20);
        Thread thread = new Thread(other);
        thread.start();
        await().until(() -> guests.isHeld(20));

        FutureTask<List<Integer>> mine = new FutureTask<>(this::lacking);
        new Thread(mine).start();
        guests.heal(20);

        assertThat(other.get()).isEmpty();
        assertThat(mine.get()).isEmpty();
    }

    @Test
    void asksAgainWhomSomebodyElseHeld() throws Exception {
        guests.hold(5);
        FutureTask<List<Integer>> reading = new FutureTask<>(this::lacking);
        new Thread(reading).start();
        await().until(() -> guests.calls.stream().anyMatch(call -> call.equals(List.of(5))));

        guests.release(5);

        assertThat(reading.get()).isEmpty();
    }

    @Test
    void namesNobodyWhomSomebodyElseHolds() throws Exception {
        guests.hold(5);

        assertThat(lacking()).containsExactly(5);

        assertThat(silent()).isEmpty();
        guests.release(5);
    }

    @Test
    void returnsInTimeWithWhatItHas() throws Exception {
        guests.hang(1, 11, 21, 31);
        long start = System.nanoTime();

        StatsTable table = reader.stats(ALL, Duration.ofMillis(100));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(table.domains()).hasSize(40);
    }

    @Test
    void readsNoSizesOfDisksOfAGuestThatHangs() throws Exception {
        DomainRef sick = FakeGuests.ref(9);
        assertThat(reader.diskSize(sick, "vda")).isPresent();
        guests.hang(9);

        assertThat(reader.diskSize(sick, "vda")).isEmpty();
        assertThat(reader.diskSize(sick, "vda")).isEmpty();

        assertThat(silent()).containsExactly(9);
        assertThat(reader.report().stuck()).isOne();
    }

    @Test
    void canBeInterruptedAndLeavesNoCallUncounted() throws Exception {
        guests.hang(9);
        FutureTask<List<Integer>> reading = new FutureTask<>(this::lacking);
        Thread thread = new Thread(reading);
        thread.start();
        await().until(() -> guests.isHeld(9));

        thread.interrupt();

        assertThatThrownBy(reading::get).hasCauseInstanceOf(HypervisorException.class);
        assertThat(reader.report().stuck()).isPositive();
        guests.heal(9);
        await().until(() -> reader.report().stuck() == 0);
    }

    @Test
    void refusesToReadOnceClosed() {
        reader.close();

        assertThatThrownBy(() -> reader.stats(ALL, PATIENCE))
                .isInstanceOfSatisfying(HypervisorException.class, e -> assertThat(e.connectionLost())
                        .isTrue());
    }

    /** Reads, and tells whose rows have holes. All others are whole, and all have their states. */
    private List<Integer> lacking() throws HypervisorException {
        RowCompleteness completeness = new RowCompleteness(ALL);
        StatsTable table = reader.stats(ALL, PATIENCE);
        assertThat(table.domains()).hasSize(40).allSatisfy(row -> assertThat(row.number("state.state"))
                .hasValue(1));
        return table.domains().stream()
                .filter(completeness::lacks)
                .map(DomainStats::domain)
                .map(DomainRef::id)
                .sorted()
                .toList();
    }

    private List<Integer> silent() {
        return reader.report().unresponsive().keySet().stream()
                .map(DomainRef::id)
                .toList();
    }
}
