package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.cycle.SharedLoadException;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.RecordingPoll;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class StatsPollsterTest {

    private final FakeHypervisor hypervisor = new FakeHypervisor();
    private final Guests guests = new Guests(hypervisor);
    private final ComputePollsters pollsters = new ComputePollsters(hypervisor, false);

    @Test
    void readsTheHypervisorOncePerCycleAndOnlyWhatTheCycleNeeds() throws Exception {
        Resource guest = guests.running(1, Map.of("state.state", 1, "net.0.name", "tap0", "net.0.rx.bytes", 5));
        Cycle cycle = new FakeCycle("power.state", "network.incoming.bytes", "somebody.elses");

        poll("power.state", cycle, guest);
        poll("network.incoming.bytes", cycle, guest);

        assertThat(hypervisor.readings).containsExactly(Set.of(StatsGroup.STATE, StatsGroup.INTERFACE));
    }

    @Test
    void asksNoGuestsMonitorForMetersOfTheHost() throws Exception {
        Resource guest = guests.running(1, Map.of("state.state", 1, "vcpu.current", 1));
        String[] names = ComputeMeters.ROWS.stream()
                .map(row -> row.meter().name())
                .filter(name -> name.startsWith("network.") || name.startsWith("perf.") || name.equals("power.state"))
                .toArray(String[]::new);
        Cycle cycle = new FakeCycle(names);

        for (String name : names) {
            poll(name, cycle, guest);
        }

        assertThat(hypervisor.readings)
                .containsExactly(Set.of(StatsGroup.STATE, StatsGroup.INTERFACE, StatsGroup.PERF));
        assertThat(hypervisor.asked).isEmpty();
    }

    @Test
    void hasNoSumOfWhichAPartIsMissing() throws Exception {
        Resource guest = guests.running(1, Map.of("block.0.name", "vda", "block.0.wr.bytes", 5));

        assertThat(poll("disk.read.bytes", guest).samples).isEmpty();
        assertThat(poll("disk.write.bytes", guest).volumes())
                .containsExactly(Map.entry("disk.write.bytes/" + guest.id(), 5L));
    }

    @Test
    void sumsUpWhatGuestsSeeOfTheirDisksThoughTheirImagesAreLarger() throws Exception {
        hypervisor.diskSizes.put("vda", new DiskSize(100, 200, 300));
        Resource guest = guests.running(1, Map.of("block.0.name", "vda", "block.0.capacity", 100));

        assertThat(poll("disk.capacity", guest).samples)
                .extracting(Sample::volume)
                .containsExactly(100L);
        assertThat(poll("disk.device.capacity", guest).samples)
                .extracting(Sample::volume)
                .containsExactly(300L);
    }

    @Test
    void emitsChangesOfTheInterfacesCounters() throws Exception {
        Resource before = guests.running(1, Map.of("net.0.name", "tap0", "net.0.rx.bytes", 5));
        RecordingPoll first = poll("network.incoming.bytes.delta", before);
        Resource after = guests.running(1, Map.of("net.0.name", "tap0", "net.0.rx.bytes", 12));
        RecordingPoll second = poll("network.incoming.bytes.delta", after);

        assertThat(first.samples).extracting(Sample::volume).containsExactly(0L);
        assertThat(second.samples).extracting(Sample::volume).containsExactly(7L);
    }

    @Test
    void losesNothingOfADeltaToADryRun() throws Exception {
        String meter = "network.incoming.bytes.delta";
        poll(meter, guests.running(1, Map.of("net.0.name", "tap0", "net.0.rx.bytes", 100)));
        Resource later = guests.running(1, Map.of("net.0.name", "tap0", "net.0.rx.bytes", 130));
        RecordingPoll dry = poll(meter, new FakeCycle(meter).of("dry run 1", CycleMode.DRY), later);

        RecordingPoll next = poll(meter, guests.running(1, Map.of("net.0.name", "tap0", "net.0.rx.bytes", 160)));

        assertThat(dry.samples).extracting(Sample::volume).containsExactly(0L);
        assertThat(next.samples).extracting(Sample::volume).containsExactly(60L);
    }

    @Test
    void givesCountersBeyondSixtyThreeBitsAsTheNumbersThatTheyAre() throws Exception {
        BigInteger most = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        Resource guest = guests.running(
                1,
                Map.of(
                        "net.0.name", "tap0",
                        "net.0.rx.bytes", most,
                        "balloon.current", most,
                        "block.0.name", "vda",
                        "block.0.rd.bytes", most));

        assertThat(poll("network.incoming.bytes", guest).samples)
                .extracting(Sample::volume)
                .containsExactly(most);
        assertThat(poll("disk.read.bytes", guest).samples)
                .extracting(Sample::volume)
                .containsExactly(most);
        assertThat(poll("memory", guest).samples).extracting(Sample::volume).containsExactly(most.doubleValue() / 1024);
    }

    @Test
    void givesSizesOfDisksBeyondSixtyThreeBitsAsTheNumbersThatTheyAre() throws Exception {
        hypervisor.diskSizes.put("vda", new DiskSize(-1, -2, 5));
        Resource guest = guests.running(1, Map.of("block.0.name", "vda", "block.0.capacity", 100));

        assertThat(poll("disk.device.capacity", guest).samples)
                .extracting(Sample::volume)
                .containsExactly(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
        assertThat(poll("disk.device.allocation", guest).samples)
                .extracting(Sample::volume)
                .containsExactly(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.TWO));
    }

    @Test
    void asksDriversWithoutStatisticsOfDisksForTheirSizes() throws Exception {
        hypervisor.missing.add(StatsGroup.BLOCK);
        hypervisor.inBulk = Set.of(StatsGroup.STATE);
        hypervisor.diskSizes.put("vda", new DiskSize(100, 50, 60));
        Resource guest = guests.running(1, Map.of("state.state", 1));

        assertThat(poll("disk.device.allocation", guest).samples)
                .extracting(Sample::volume)
                .containsExactly(50L);
        assertThat(poll("disk.usage", guest).samples).extracting(Sample::volume).containsExactly(60L);
    }

    /** Two cycles of one series that overlap share what they load, as the agent has it. */
    private record Joined(Set<String> pollsters, Map<String, Object> loaded) implements Cycle {

        @Override
        public Instant startedAt() {
            return Instant.EPOCH;
        }

        @Override
        public Duration interval() {
            return Duration.ofMinutes(1);
        }

        @Override
        public String series() {
            return "60s";
        }

        @Override
        public CycleMode mode() {
            return CycleMode.REGULAR;
        }

        @Override
        public <T> T shared(Class<T> type, String key, Callable<? extends T> loader) {
            return type.cast(loaded.computeIfAbsent(key, absent -> {
                try {
                    return loader.call();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }));
        }
    }

    @Test
    void sharesAReadingWithAnotherCycleOnlyIfThatNeedsTheSame() throws Exception {
        Resource guest = guests.running(1, Map.of("state.state", 1, "vcpu.current", 2));
        Map<String, Object> loaded = new HashMap<>();
        Cycle newcomers = new Joined(Set.of("power.state"), loaded);
        Cycle regular = new Joined(Set.of("power.state", "vcpus"), loaded);

        poll("power.state", newcomers, guest);
        RecordingPoll poll = poll("vcpus", regular, guest);
        poll("power.state", regular, guest);

        assertThat(poll.samples).extracting(Sample::volume).containsExactly(2L);
        assertThat(hypervisor.readings).hasSize(2);
    }

    @Test
    void readsWithinTheTimeThatIsLeftOfThePoll() throws Exception {
        Resource guest = guests.running(1, Map.of("state.state", 1));
        RecordingPoll poll = new RecordingPoll("power.state").within(Duration.ofSeconds(5));

        pollster("power.state").poll(List.of(guest), poll);

        assertThat(hypervisor.within).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void countsADomainThatIsListedTwiceOnce() {
        DomainStats row = DomainStats.of(new DomainRef(new UUID(0, 1), 1, "twice"), Map.of("state.state", 1L));
        ReadingContext context = new ReadingContext(
                new DiskSizeCache(hypervisor), new Rates(OneCycle.each(Duration.ofMinutes(1)), new History<>(() -> 0)));

        StatsSnapshot snapshot = StatsSnapshot.of(new StatsTable(List.of(row, row), Set.of(), 0), any -> true, context);

        assertThat(snapshot.domains()).hasSize(1);
    }

    @Test
    void tellsTheWholeTotalOfAnInstanceThatWasShutOffMeanwhile() throws Exception {
        String meter = "network.incoming.bytes.delta";
        poll(meter, guests.running(1, Map.of("net.0.name", "tap0", "net.0.rx.bytes", 100)));
        hypervisor.clear();
        poll(meter, Guests.gone(1));

        RecordingPoll poll = poll(meter, guests.running(1, Map.of("net.0.name", "tap0", "net.0.rx.bytes", 40)));

        assertThat(poll.samples).extracting(Sample::volume).containsExactly(40L);
    }

    @Test
    void beginsAnewWithAnInstanceThatWasGoneMeanwhile() throws Exception {
        String meter = "network.incoming.bytes.delta";
        poll(meter, guests.running(1, Map.of("net.0.name", "tap0", "net.0.rx.bytes", 100)));
        hypervisor.clear();
        poll(meter, Guests.gone(2));

        RecordingPoll poll = poll(meter, guests.running(1, Map.of("net.0.name", "tap0", "net.0.rx.bytes", 40)));

        assertThat(poll.samples).extracting(Sample::volume).containsExactly(0L);
    }

    @Test
    void endsThePollWhenTheConnectionIsLostMeanwhile() throws Exception {
        Resource guest = guests.running(1, Map.of("block.0.name", "vda", "block.0.capacity", 5));
        Cycle cycle = new FakeCycle("disk.device.usage");
        poll("power.state", cycle, guest);
        hypervisor.breakDown();

        assertThatThrownBy(() -> poll("disk.device.usage", cycle, guest))
                .isInstanceOf(PollsterException.class)
                .hasMessage("libvirt cannot be asked: Broken pipe");
    }

    @Test
    void readsAnewInTheNextCycle() throws Exception {
        Resource guest = guests.running(1, Map.of("state.state", 1));

        poll("power.state", guest);
        poll("power.state", guest);

        assertThat(hypervisor.readings).hasSize(2);
    }

    @Test
    void asksForTheTotalTimeOnlyWhereVcpusDoNotTellHowLongTheyWaited() throws Exception {
        Resource guest = guests.running(1, Map.of("vcpu.current", 1, "vcpu.0.time", 7, "cpu.time", 99));

        RecordingPoll poll = poll("cpu", guest);

        assertThat(poll.volumes()).containsExactly(Map.entry("cpu/" + guest.id(), 99L));
        assertThat(hypervisor.readings).containsExactly(Set.of(StatsGroup.VCPU), Set.of(StatsGroup.CPU_TOTAL));
    }

    @Test
    void asksForTheTotalTimeOnlyIfItIsPolled() throws Exception {
        Resource guest = guests.running(1, Map.of("vcpu.current", 1, "vcpu.0.time", 7, "cpu.time", 99));

        poll("vcpus", guest);

        assertThat(hypervisor.readings).containsExactly(Set.of(StatsGroup.VCPU));
    }

    @Test
    void tellsWhenTheHypervisorWasRead() throws Exception {
        Resource guest = guests.running(1, Map.of("state.state", 1));

        RecordingPoll poll = poll("power.state", guest);

        assertThat(poll.samples).extracting(Sample::monotonicTime).containsExactly(1.5);
    }

    @Test
    void passesOverInstancesThatAreGone() throws Exception {
        Resource running = guests.running(1, Map.of("state.state", 1));

        RecordingPoll poll = poll("power.state", Guests.gone(2), running);

        assertThat(poll.volumes()).containsOnlyKeys("power.state/" + running.id());
        assertThat(poll.failures).isEmpty();
    }

    @Test
    void hasNoSampleOfAnInstanceThatLacksTheValueAndCallsThatNoFailure() throws Exception {
        Resource silent = guests.running(1, Map.of("state.state", 1));
        Resource talking = guests.running(2, Map.of("state.state", 1, "balloon.rss", 2048));

        RecordingPoll poll = poll("memory.resident", silent, talking);

        assertThat(poll.volumes()).containsExactly(Map.entry("memory.resident/" + talking.id(), 2.0));
        assertThat(poll.failures).isEmpty();
    }

    @Test
    void emitsTheDevicesThatHaveTheValue() throws Exception {
        Resource guest = guests.running(1, Map.of("block.0.name", "vdz", "block.0.rd.bytes", 5));
        Resource other = guests.running(2, Map.of("block.0.name", "vda", "block.0.rd.bytes", 6));

        RecordingPoll poll = poll("disk.device.read.bytes", guest, other);

        assertThat(poll.volumes()).containsExactly(Map.entry("disk.device.read.bytes/" + other.id() + "-vda", 6L));
    }

    @Test
    void hasNoSamplesOfGroupsThatTheHypervisorNeverGives() throws Exception {
        hypervisor.missing.add(StatsGroup.BLOCK);
        Resource guest = guests.running(1, Map.of("state.state", 1));

        RecordingPoll poll = poll("disk.device.read.bytes", guest);

        assertThat(poll.samples).isEmpty();
        assertThat(poll.failures).isEmpty();
    }

    @Test
    void usesUsableMemoryRatherThanUnused() throws Exception {
        Resource newer =
                guests.running(1, Map.of("balloon.available", 76800, "balloon.usable", 51200, "balloon.unused", 25600));
        Resource older = guests.running(2, Map.of("balloon.available", 51200, "balloon.unused", 25600));

        RecordingPoll poll = poll("memory.usage", newer, older);

        assertThat(poll.volumes())
                .containsExactly(
                        Map.entry("memory.usage/" + newer.id(), 25.0), Map.entry("memory.usage/" + older.id(), 25.0));
    }

    @Test
    void tellsOfSwappingOnlyWhereBothDirectionsAreKnown() throws Exception {
        Resource half = guests.running(1, Map.of("balloon.swap_in", 5120));
        Resource whole = guests.running(2, Map.of("balloon.swap_in", 5120, "balloon.swap_out", 8192));

        RecordingPoll poll = poll("memory.swap.in", half, whole);

        assertThat(poll.volumes()).containsExactly(Map.entry("memory.swap.in/" + whole.id(), 5.0));
    }

    @Test
    void marksAnInstanceOutdatedWhenItHasOtherDevicesThanDescribed() throws Exception {
        Resource same = guests.running(1, Map.of("net.0.name", "tap0", "net.0.rx.bytes", 5));
        Resource more = guests.running(
                2, Map.of("net.0.name", "tap0", "net.0.rx.bytes", 5, "net.1.name", "tap1", "net.1.rx.bytes", 6));

        poll("network.incoming.bytes", same, more);

        assertThat(isOutdated(same)).isFalse();
        assertThat(isOutdated(more)).isTrue();
    }

    @Test
    void blacklistsResourcesThatAreNoInstances() throws Exception {
        Resource alien = Resource.of("http://example.org");

        RecordingPoll poll = poll("power.state", alien);

        assertThat(poll.blacklist).containsOnlyKeys(alien);
    }

    @Test
    void letsTheFailureOfTheReadingPass() {
        hypervisor.breakDown();

        assertThatThrownBy(() -> poll("power.state", Guests.gone(1)))
                .isInstanceOf(SharedLoadException.class)
                .hasMessage("Broken pipe");
    }

    @Test
    void needsNoHypervisorForSizesOfTheFlavor() throws Exception {
        Resource stopped = Guests.gone(1);

        assertThat(poll("disk.root.size", stopped).volumes())
                .containsExactly(Map.entry("disk.root.size/" + stopped.id(), 8L));
        assertThat(poll("disk.ephemeral.size", stopped).volumes())
                .containsExactly(Map.entry("disk.ephemeral.size/" + stopped.id(), 2L));
        assertThat(hypervisor.readings).isEmpty();
    }

    private RecordingPoll poll(String name, Resource... resources) throws Exception {
        return poll(name, new FakeCycle(name), resources);
    }

    private RecordingPoll poll(String name, Cycle cycle, Resource... resources) throws Exception {
        RecordingPoll poll = new RecordingPoll(cycle);
        pollster(name).poll(List.of(resources), poll);
        return poll;
    }

    private Pollster pollster(String name) {
        return pollsters.pollsters().stream()
                .filter(definition -> definition.name().equals(name))
                .map(definition -> definition.pollster().orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOutdated(Resource resource) {
        return resource.as(Instance.class).orElseThrow().isOutdated();
    }
}
