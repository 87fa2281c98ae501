package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.rpc.RpcTransport;
import io.nephoscope.connector.libvirt.session.Transport;
import io.nephoscope.discovery.LocalInstances;
import io.nephoscope.testkit.FakeRequest;
import io.nephoscope.testkit.RecordingPoll;
import io.nephoscope.testkit.libvirt.Behaviour;
import io.nephoscope.testkit.libvirt.FakeHypervisor;
import io.nephoscope.testkit.libvirt.FakeLibvirtd;
import io.nephoscope.testkit.libvirt.GuestShape;
import io.nephoscope.testkit.libvirt.LibvirtProcedure;
import io.nephoscope.testkit.libvirt.RemoteError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon whose driver knows nothing of disks in bulk, but the size of each when it is asked. */
@Timeout(60)
class DriverWithoutBulkDisksTest {

    private static final int ARGUMENT_UNSUPPORTED = 74;
    private static final int FROM_TEST_DRIVER = 12;

    private final FakeHypervisor hypervisor =
            FakeHypervisor.simulated(3, new GuestShape(2, 1, 1, true), () -> Instant.EPOCH);
    private FakeLibvirtd daemon;

    @BeforeEach
    void start() throws IOException {
        daemon = FakeLibvirtd.start(hypervisor);
        Behaviour refused = Behaviour.refuse(
                RemoteError.of(ARGUMENT_UNSUPPORTED, FROM_TEST_DRIVER, "unsupported statistics types"));
        daemon.on(LibvirtProcedure.CONNECT_GET_ALL_DOMAIN_STATS, (call, usual) -> {
            byte[] arguments = call.arguments();
            int groups = ByteBuffer.wrap(arguments).getInt(arguments.length - 2 * Integer.BYTES);
            Behaviour chosen = (groups & StatsGroup.BLOCK.bit()) == 0 ? Behaviour.usual() : refused;
            chosen.about(call, usual);
        });
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk.device.capacity", "disk.device.allocation", "disk.device.usage"})
    void isAskedForTheSizeOfEachDisk(String meter) throws Exception {
        try (Transport transport = RpcTransport.open(daemon.uri(), Duration.ofSeconds(20))) {
            assertThat(transport.inBulk()).doesNotContain(StatsGroup.BLOCK).contains(StatsGroup.INTERFACE);
            Collection<Resource> guests =
                    new LocalInstances(transport, "compute1", Duration.ofHours(1)).discover(FakeRequest.plain());

            RecordingPoll poll = poll(transport, meter, guests);

            assertThat(poll.samples).hasSize(6).allSatisfy(sample -> assertThat(sample.volume())
                    .isInstanceOf(Long.class));
            assertThat(daemon.count(LibvirtProcedure.DOMAIN_GET_BLOCK_INFO)).isEqualTo(6);
        }
    }

    private static RecordingPoll poll(Transport transport, String meter, Collection<Resource> guests) throws Exception {
        RecordingPoll poll = new RecordingPoll(meter);
        for (PollsterDefinition definition : new ComputePollsters(transport, false).pollsters()) {
            if (definition.name().equals(meter)) {
                definition.pollster().orElseThrow().poll(guests, poll);
            }
        }
        return poll;
    }
}
