package io.nephoscope.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.openstack.Server;
import io.nephoscope.testkit.FakeRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalInstancesTest {

    private static final UUID INSTANCE = new UUID(0, 1);

    private final FakeHypervisor hypervisor = new FakeHypervisor();
    private final FakeDirectory nova = new FakeDirectory();

    @BeforeEach
    void startAnInstance() {
        hypervisor.put(new DomainRef(INSTANCE, 4, "instance-0000002a"), 1, Descriptions.INSTANCE);
        nova.servers.put(INSTANCE, new Server(Map.of("metering.stack", "web"), null));
    }

    @Test
    void tellsWhatNovaKnowsWhileItCanBeAsked() throws Exception {
        LocalInstances discovery = discovery(new DiscoveryMethod(DiscoveryMethod.LIBVIRT_METADATA, true));
        assertThat(userMetadata(discovery)).isNull();

        discovery.directory = nova;
        assertThat(userMetadata(discovery)).isEqualTo(Map.of("stack", "web"));

        discovery.directory = null;
        assertThat(userMetadata(discovery)).isEqualTo(Map.of("stack", "web"));
    }

    @Test
    void asksNovaNothingUnlessToldTo() throws Exception {
        LocalInstances discovery = discovery(DiscoveryMethod.DEFAULT);
        discovery.directory = nova;

        assertThat(userMetadata(discovery)).isNull();
        assertThat(nova.calls).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {DiscoveryMethod.NAIVE, DiscoveryMethod.WORKLOAD_PARTITIONING})
    void losesNoInstanceWhereNovaShouldBeAskedForThem(String method) throws Exception {
        LocalInstances discovery = discovery(new DiscoveryMethod(method, false));

        assertThat(discover(discovery)).hasSize(1);
    }

    @Test
    void refusesAMethodThatNobodyKnows() {
        LocalInstances discovery = discovery(new DiscoveryMethod("magic", false));

        assertThatThrownBy(() -> discover(discovery))
                .isInstanceOf(DiscoveryException.class)
                .hasMessage(
                        "instance.discovery.method = magic is none of libvirt_metadata, naive, workload_partitioning");
    }

    private LocalInstances discovery(DiscoveryMethod method) {
        return new LocalInstances(
                hypervisor,
                new InstanceFactory("compute1", ReservedMetadata.of("metering.", "", 256)),
                Duration.ofMinutes(10),
                method);
    }

    private static Collection<Resource> discover(LocalInstances discovery) throws Exception {
        return discovery.discover(FakeRequest.plain());
    }

    private static @Nullable Object userMetadata(LocalInstances discovery) throws Exception {
        Resource found = discover(discovery).iterator().next();
        return found.as(Instance.class)
                .orElseThrow()
                .subject()
                .metadata()
                .asMap()
                .get("user_metadata");
    }
}
