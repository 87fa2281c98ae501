package io.nephoscope.pollsters.compute;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.testkit.PollsterContract;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Each compute pollster is what the agent expects of a pollster. */
@ParameterizedClass
@MethodSource("names")
class ComputePollstersContractTest extends PollsterContract {

    private final String name;
    private final FakeHypervisor hypervisor = new FakeHypervisor();
    private final Resource guest = new Guests(hypervisor).running(1, allStats());

    ComputePollstersContractTest(String name) {
        this.name = name;
        hypervisor.diskSizes.put("vda", new DiskSize(10, 11, 12));
    }

    static Stream<String> names() {
        return new ComputePollsters(new FakeHypervisor(), false)
                .pollsters().stream().map(PollsterDefinition::name);
    }

    @Override
    protected Pollster pollster() {
        return new ComputePollsters(hypervisor, false)
                .pollsters().stream()
                        .filter(definition -> definition.name().equals(name))
                        .map(definition -> definition.pollster().orElseThrow())
                        .findFirst()
                        .orElseThrow();
    }

    @Override
    protected Collection<Resource> resources() {
        return List.of(guest);
    }

    @Override
    protected String name() {
        return name;
    }

    private static Map<String, Object> allStats() {
        Map<String, Object> stats = new LinkedHashMap<>(Map.of("state.state", 1, "vcpu.current", 1));
        for (String value : List.of("current", "available", "usable", "rss", "swap_in", "swap_out")) {
            stats.put("balloon." + value, 1024);
        }
        stats.put("vcpu.0.time", 10);
        stats.put("vcpu.0.wait", 1);
        stats.put("net.0.name", "tap0");
        stats.put("block.0.name", "vda");
        for (String counter : List.of("bytes", "pkts", "drop", "errs")) {
            stats.put("net.0.rx." + counter, 5);
            stats.put("net.0.tx." + counter, 6);
        }
        for (String counter : List.of("bytes", "reqs", "times")) {
            stats.put("block.0.rd." + counter, 7);
            stats.put("block.0.wr." + counter, 8);
        }
        for (String event :
                List.of("cmt", "mbmt", "mbml", "cpu_cycles", "instructions", "cache_references", "cache_misses")) {
            stats.put("perf." + event, 9);
        }
        stats.put("block.0.capacity", 10);
        return stats;
    }
}
