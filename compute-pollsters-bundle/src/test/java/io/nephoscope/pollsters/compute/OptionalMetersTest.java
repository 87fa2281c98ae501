package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.RecordingPoll;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Meters that only some hosts, and only some guests, can give. */
class OptionalMetersTest {

    private final FakeHypervisor hypervisor = new FakeHypervisor();
    private final Guests guests = new Guests(hypervisor);
    private final AtomicLong now = new AtomicLong();
    private final ComputePollsters pollsters = new ComputePollsters(hypervisor, Map.of(), now::get);

    @Test
    void asksNoMoreForWhatNoGuestHas() throws Exception {
        Resource guest = guests.running(1, Map.of("state.state", 1));

        poll("cpu_l3_cache", guest);
        poll("cpu_l3_cache", guest);

        assertThat(hypervisor.readings).containsExactly(Set.of(StatsGroup.PERF, StatsGroup.CPU_TOTAL), Set.of());
    }

    @Test
    void goesOnAskingForWhatOneGuestHas() throws Exception {
        Resource with = guests.running(1, Map.of("perf.instructions", 5));
        Resource without = guests.running(2, Map.of("state.state", 1));

        poll("perf.instructions", with, without);
        RecordingPoll second = poll("perf.instructions", with, without);

        assertThat(hypervisor.readings).containsExactly(Set.of(StatsGroup.PERF), Set.of(StatsGroup.PERF));
        assertThat(second.samples).hasSize(1);
    }

    @Test
    void goesOnAskingWhereAnotherMeterNeedsTheGroup() throws Exception {
        Resource guest = guests.running(1, Map.of("balloon.rss", 1024));
        afterSettling(() -> poll("memory.usage", guest));

        RecordingPoll poll = new RecordingPoll(new FakeCycle("memory.usage", "memory.resident"));
        pollster("memory.resident").pollster().orElseThrow().poll(List.of(guest), poll);

        assertThat(hypervisor.readings).last().isEqualTo(Set.of(StatsGroup.BALLOON));
        assertThat(poll.samples).hasSize(1);
    }

    @Test
    void looksAtANewGuestInTheCycleThatFindsIt() throws Exception {
        Resource first = guests.running(1, Map.of("state.state", 1));
        poll("perf.instructions", first);
        Resource second = guests.running(2, Map.of("perf.instructions", 7));

        RecordingPoll poll = poll("perf.instructions", first, second);

        assertThat(poll.volumes()).containsExactly(Map.entry("perf.instructions/" + second.id(), 7L));
        assertThat(hypervisor.readings).containsExactly(Set.of(StatsGroup.PERF), Set.of(), Set.of(StatsGroup.PERF));
    }

    @Test
    void looksAgainAfterAnHour() throws Exception {
        Resource guest = guests.running(1, Map.of("state.state", 1));
        poll("perf.instructions", guest);
        guests.running(1, Map.of("perf.instructions", 7));
        now.set(Duration.ofMinutes(59).toNanos());
        assertThat(poll("perf.instructions", guest).samples).isEmpty();
        now.set(Duration.ofMinutes(60).toNanos());

        assertThat(poll("perf.instructions", guest).samples).hasSize(1);
    }

    @Test
    void givesAGuestTimeToLoadItsBalloonDriver() throws Exception {
        Resource guest = guests.running(1, Map.of("balloon.rss", 1024));
        poll("memory.available", guest);
        now.set(Duration.ofMinutes(9).toNanos());
        guests.running(1, Map.of("balloon.available", 1024));

        assertThat(poll("memory.available", guest).samples).hasSize(1);
    }

    @Test
    void looksForABalloonDriverEveryTenMinutes() throws Exception {
        Resource guest = guests.running(1, Map.of("balloon.rss", 1024));
        afterSettling(() -> poll("memory.available", guest));
        hypervisor.readings.clear();

        poll("memory.available", guest);
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        poll("memory.available", guest);

        assertThat(hypervisor.readings).containsExactly(Set.of(), Set.of(StatsGroup.BALLOON));
    }

    @Test
    void concludesNothingOfAGuestThatDoesNotAnswer() throws Exception {
        Resource hung = guests.running(1, Map.of("balloon.current", 1024));
        afterSettling(() -> poll("memory.available", hung));
        guests.running(1, Map.of("balloon.rss", 1024, "balloon.available", 2048));

        assertThat(poll("memory.available", hung).samples).hasSize(1);
    }

    @Test
    void concludesNothingWhileThereIsNoGuest() throws Exception {
        poll("perf.instructions", Guests.gone(1));
        Resource guest = guests.running(1, Map.of("perf.instructions", 7));

        assertThat(poll("perf.instructions", guest).samples).hasSize(1);
        assertThat(pollsters.health()).isEmpty();
    }

    @Test
    void namesTheMetersThatArePolledInVain() throws Exception {
        Resource guest = guests.running(1, Map.of("state.state", 1));
        poll("perf.instructions", guest);
        poll("cpu_l3_cache", guest);

        assertThat(pollsters.health())
                .containsExactly(HealthReport.ok(
                        "compute meters", "no guest of this host gives cpu_l3_cache, perf.instructions"));

        guests.running(2, Map.of("perf.instructions", 7));
        poll("perf.instructions", guest);
        assertThat(pollsters.health())
                .extracting(HealthReport::message)
                .containsExactly("no guest of this host gives cpu_l3_cache");

        now.set(Duration.ofMinutes(4).toNanos());
        assertThat(pollsters.health()).isEmpty();
    }

    @Test
    void namesTheMetersOfGroupsThatTheHypervisorNeverGives() throws Exception {
        hypervisor.missing.add(StatsGroup.BLOCK);
        Resource guest = guests.running(1, Map.of("state.state", 1));

        poll("disk.device.read.bytes", guest);

        assertThat(pollsters.health())
                .extracting(HealthReport::message)
                .containsExactly("no guest of this host gives disk.device.read.bytes");
    }

    @Test
    void takesCacheOccupancyFromTheHostsMonitorsWhereThereIsNoEvent() throws Exception {
        Resource event = guests.running(1, withMonitor("perf.cmt", 90_112));
        Resource monitor = guests.running(2, withMonitor("state.state", 1));

        assertThat(poll("cpu_l3_cache", event, monitor).volumes())
                .containsExactly(
                        Map.entry("cpu_l3_cache/" + event.id(), 90_112L),
                        Map.entry("cpu_l3_cache/" + monitor.id(), 4_505_600L));
    }

    @Test
    void makesBandwidthOfTheMonitorsTotals() throws Exception {
        RecordingPoll first = poll("memory.bandwidth.total", guests.running(1, bandwidth(10_208_067_584L)));
        hypervisor.readAtNanos += Duration.ofMinutes(1).toNanos();
        RecordingPoll second = poll("memory.bandwidth.total", guests.running(1, bandwidth(10_208_127_584L)));
        hypervisor.readAtNanos += Duration.ofMinutes(1).toNanos();
        RecordingPoll restarted = poll("memory.bandwidth.total", guests.running(1, bandwidth(5)));

        assertThat(first.samples).isEmpty();
        assertThat(second.samples).extracting(Sample::volume).containsExactly(1000L);
        assertThat(restarted.samples).isEmpty();
        assertThat(hypervisor.readings)
                .containsOnly(Set.of(StatsGroup.PERF, StatsGroup.MEMORY), Set.of(StatsGroup.MEMORY));
    }

    private static Map<String, Object> withMonitor(String name, long value) {
        return Map.of(
                name,
                value,
                "cpu.cache.monitor.count",
                1,
                "cpu.cache.monitor.0.name",
                "vcpus_0",
                "cpu.cache.monitor.0.vcpus",
                "0",
                "cpu.cache.monitor.0.bank.count",
                1,
                "cpu.cache.monitor.0.bank.0.id",
                0,
                "cpu.cache.monitor.0.bank.0.bytes",
                4_505_600);
    }

    private static Map<String, Object> bandwidth(long total) {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("memory.bandwidth.monitor.count", 1);
        stats.put("memory.bandwidth.monitor.0.name", "vcpus_0-4");
        stats.put("memory.bandwidth.monitor.0.vcpus", "0-4");
        stats.put("memory.bandwidth.monitor.0.node.count", 1);
        stats.put("memory.bandwidth.monitor.0.node.0.id", 0);
        stats.put("memory.bandwidth.monitor.0.node.0.bytes.total", total);
        stats.put("memory.bandwidth.monitor.0.node.0.bytes.local", 4_807_114_752L);
        return stats;
    }

    private interface Action {
        void run() throws Exception;
    }

    /** Polls until a meter that no guest has is given up. */
    private void afterSettling(Action poll) throws Exception {
        poll.run();
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        poll.run();
    }

    private RecordingPoll poll(String name, Resource... resources) throws Exception {
        RecordingPoll poll = new RecordingPoll(name);
        pollster(name).pollster().orElseThrow().poll(List.of(resources), poll);
        return poll;
    }

    private PollsterDefinition pollster(String name) {
        return pollsters.pollsters().stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
