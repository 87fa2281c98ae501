package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.RecordingPoll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As in Ceilometer, which polls domains in each state but one, shut off. */
class StatesTest {

    private static final long SHUT_OFF = 5;

    private final FakeHypervisor hypervisor = new FakeHypervisor();
    private final Guests guests = new Guests(hypervisor);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 6, 7})
    void polledAsUsualWhateverTheGuestIsDoing(long state) throws Exception {
        Map<String, Number> volumes = volumes(state, false);

        assertThat(volumes)
                .isEqualTo(new TreeMap<>(Map.of(
                        "power.state",
                        state,
                        "cpu",
                        12L,
                        "memory.usage",
                        25.0,
                        "network.incoming.bytes",
                        5L,
                        "disk.device.read.bytes",
                        6L,
                        "disk.root.size",
                        8L)));
        assertThat(volumes(state, true)).isEqualTo(volumes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onlyTheFlavorsSizesAreKnownOfAGuestThatShutsOffWhileItIsRead(boolean reportsStopped) throws Exception {
        assertThat(volumes(SHUT_OFF, reportsStopped)).containsOnlyKeys("disk.root.size");
    }

    /** The volumes of some meters by name. */
    private Map<String, Number> volumes(long state, boolean reportsStopped) throws Exception {
        Resource guest = guests.running(1, stats(state));
        Map<String, Number> volumes = new TreeMap<>();
        for (PollsterDefinition pollster : new ComputePollsters(hypervisor, reportsStopped).pollsters()) {
            if (List.of(
                            "power.state",
                            "cpu",
                            "memory.usage",
                            "network.incoming.bytes",
                            "disk.device.read.bytes",
                            "disk.root.size")
                    .contains(pollster.name())) {
                RecordingPoll poll = new RecordingPoll(pollster.name());
                pollster.pollster().orElseThrow().poll(List.of(guest), poll);
                poll.samples.forEach(sample -> volumes.put(sample.meter().name(), sample.volume()));
            }
        }
        return volumes;
    }

    private static Map<String, Object> stats(long state) {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("state.state", state);
        stats.put("vcpu.current", 1);
        stats.put("vcpu.0.time", 10);
        stats.put("vcpu.0.wait", 2);
        stats.put("balloon.available", 51_200);
        stats.put("balloon.usable", 25_600);
        stats.put("net.0.name", "tap0");
        stats.put("net.0.rx.bytes", 5);
        stats.put("block.0.name", "vda");
        stats.put("block.0.rd.bytes", 6);
        return stats;
    }
}
