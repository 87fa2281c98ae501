package io.nephoscope.pollsters.compute;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.discovery.LocalInstances;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.FakeRequest;
import io.nephoscope.testkit.RecordingPoll;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** From a domain's XML and statistics to the very samples that Ceilometer makes of the same input. */
class ComputeSamplesTest {

    private static final Json DATA = Json.load(ComputeSamplesTest.class, "compute-samples.json");
    private static final UUID DOMAIN = UUID.fromString("a75c2fa5-6c03-45a8-bbf7-b993cfcdec27");
    private static final Pollster NONE = (resources, poll) -> {
        throw new AssertionError("there is no such pollster");
    };

    @TestFactory
    Stream<DynamicTest> emitsWhatCeilometerEmitsOfARunningInstance() throws Exception {
        return expectations("running", runs(1), false);
    }

    @TestFactory
    Stream<DynamicTest> emitsWhatCeilometerEmitsOfAShutOffInstance() throws Exception {
        return expectations("shut_off", stopped(), false);
    }

    @TestFactory
    Stream<DynamicTest> emitsWhatCeilometerEmitsOfAnInstanceThatShutsOffAfterItsDiscovery() throws Exception {
        return expectations("shut_off", runs(5), false);
    }

    @TestFactory
    Stream<DynamicTest> emitsWhatCeilometerEmitsOfAShutOffInstanceOnRequest() throws Exception {
        return expectations("shut_off_reported", stopped(), true);
    }

    private static Stream<DynamicTest> expectations(String part, Hypervisor hypervisor, boolean reportsStopped)
            throws Exception {
        Map<String, Pollster> pollsters = new ComputePollsters(hypervisor, reportsStopped)
                .pollsters().stream().collect(toMap(PollsterDefinition::name, definition -> definition
                        .pollster()
                        .orElseThrow()));
        Cycle cycle = new FakeCycle(pollsters.keySet().toArray(String[]::new));
        Collection<Resource> resources = new LocalInstances(hypervisor, DATA.text("host"), Duration.ofMinutes(10))
                .discover(FakeRequest.plain().in(cycle));
        assertThat(pollsters).hasSameSizeAs(DATA.objects(part).toList());

        return DATA.objects(part).map(expected -> {
            String name = expected.text("pollster");
            return DynamicTest.dynamicTest(name, () -> {
                RecordingPoll poll = new RecordingPoll(cycle);

                pollsters.getOrDefault(name, NONE).poll(resources, poll);

                assertThat(poll.samples.stream().map(ComputeSamplesTest::asMap))
                        .containsExactlyElementsOf(
                                expected.objects("samples").map(Json::values).toList());
                assertThat(poll.failures).isEmpty();
            });
        });
    }

    private static Hypervisor runs(int state) {
        return hypervisor(1, state, DATA.object("stats"));
    }

    private static Hypervisor stopped() {
        return hypervisor(-1, 5, DATA.object("stopped_stats"));
    }

    private static Hypervisor hypervisor(int domainId, int state, Json values) {
        Map<String, @Nullable Object> stats = new LinkedHashMap<>(values.values());
        stats.put("state.state", state);
        FakeHypervisor hypervisor = new FakeHypervisor();
        hypervisor.put(new DomainRef(DOMAIN, domainId, "instance-00000001"), DATA.text("domain_xml"), stats);
        DATA.object("disk_sizes").values().forEach((disk, size) -> hypervisor.diskSizes.put(disk, diskSize(size)));
        return hypervisor;
    }

    private static DiskSize diskSize(@Nullable Object size) {
        List<Long> bytes =
                ((List<?>) requireNonNull(size)).stream().map(Long.class::cast).toList();
        return new DiskSize(bytes.get(0), bytes.get(1), bytes.get(2));
    }

    private static Map<String, @Nullable Object> asMap(Sample sample) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("counter_name", sample.meter().name());
        map.put("counter_type", sample.meter().type().wireName());
        map.put("counter_unit", sample.meter().unit());
        map.put("counter_volume", sample.volume());
        map.put("resource_id", sample.subject().resourceId());
        map.put("user_id", sample.subject().owner().userId());
        map.put("project_id", sample.subject().owner().projectId());
        map.put("resource_metadata", sample.subject().metadata().asMap());
        return map;
    }
}
