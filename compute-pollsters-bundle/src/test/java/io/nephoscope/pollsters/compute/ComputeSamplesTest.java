package io.nephoscope.pollsters.compute;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.discovery.LocalInstances;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.RecordingPoll;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
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
        return expectations("running", 1, 1);
    }

    @TestFactory
    Stream<DynamicTest> emitsWhatCeilometerEmitsOfAShutOffInstance() throws Exception {
        return expectations("shut_off", -1, 5);
    }

    @TestFactory
    Stream<DynamicTest> emitsWhatCeilometerEmitsOfAnInstanceThatShutsOffAfterItsDiscovery() throws Exception {
        return expectations("shut_off", 1, 5);
    }

    private static Stream<DynamicTest> expectations(String part, int domainId, int state) throws Exception {
        Hypervisor hypervisor = hypervisor(domainId, state);
        Map<String, Pollster> pollsters = new ComputePollsters(hypervisor)
                .pollsters().stream().collect(toMap(PollsterDefinition::name, PollsterDefinition::pollster));
        Cycle cycle = new FakeCycle(pollsters.keySet().toArray(String[]::new));
        Collection<Resource> resources = new LocalInstances(hypervisor, DATA.text("host"), Duration.ofMinutes(10))
                .discover(new FakeRequest(cycle));
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

    private static Hypervisor hypervisor(int domainId, int state) {
        Map<String, @Nullable Object> stats =
                new LinkedHashMap<>(DATA.object("stats").values());
        stats.put("state.state", state);
        FakeHypervisor hypervisor = new FakeHypervisor();
        hypervisor.put(new DomainRef(DOMAIN, domainId, "instance-00000001"), DATA.text("domain_xml"), stats);
        return hypervisor;
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
