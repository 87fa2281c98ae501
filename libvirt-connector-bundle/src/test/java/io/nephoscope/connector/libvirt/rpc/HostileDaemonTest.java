package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainWatch;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.driver.Shapes;
import io.nephoscope.connector.libvirt.session.Transport;
import io.nephoscope.testkit.libvirt.Behaviour;
import io.nephoscope.testkit.libvirt.LibvirtProcedure;
import io.nephoscope.testkit.libvirt.RemoteError;
import io.nephoscope.testkit.libvirt.Wire;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A libvirtd that sends anything: each call fails or is answered in time, and little memory is taken for it. */
class HostileDaemonTest extends AgainstDaemon {

    private static final DomainRef DOMAIN = new DomainRef(new UUID(1, 2), 3, "instance-00000003");

    @Test
    void getsNoMemoryForALengthThatItOnlyClaims() throws Exception {
        byte[] claim = ByteBuffer.allocate(1_000).putInt(RpcMessage.LONGEST).array();
        long before = allocated();

        for (int claims = 0; claims < 100; claims++) {
            MessageReader reader = new MessageReader(Channels.newChannel(
                    new SequenceInputStream(new ByteArrayInputStream(claim), new ByteArrayInputStream(new byte[0]))));
            assertThatThrownBy(reader::read).hasMessageContaining("closed the connection");
        }

        // 100 messages of 32 MiB would be 3.2 GiB.
        assertThat(allocated() - before).isLessThan(300L << 20);
    }

    @Test
    void isReadWhereAMessageIsAsLongAsTheProtocolAllows() throws Exception {
        byte[] message = new byte[RpcMessage.LONGEST];
        new SplittableRandom(1).nextBytes(message);
        ByteBuffer.wrap(message)
                .putInt(message.length)
                .putInt(RpcMessage.REMOTE)
                .putInt(1)
                .putInt(344)
                .putInt(RpcMessage.REPLY)
                .putInt(7)
                .putInt(RpcMessage.OK);
        InputStream in = new ByteArrayInputStream(message);

        RpcMessage read = Objects.requireNonNull(new MessageReader(Channels.newChannel(in)).read());

        assertThat(read.header().serial()).isEqualTo(7);
        assertThat(read.payload().bytes())
                .hasSize(message.length - Integer.BYTES)
                .endsWith(message[message.length - 1]);
    }

    @Test
    void forgesNoLinesOfTheLogWithItsErrors() throws Exception {
        String forged = "no\n2026-11-22 ERROR the agent is hacked\u001b[31m" + "x".repeat(1 << 20);
        daemon.on(LibvirtProcedure.DOMAIN_GET_XML_DESC, Behaviour.refuse(RemoteError.of(9, 10, forged)));

        try (Transport transport = open(PATIENT)) {
            HypervisorException refused =
                    catchThrowableOfType(HypervisorException.class, () -> transport.describe(DOMAIN));

            assertThat(refused.getMessage())
                    .hasSizeLessThanOrEqualTo(500)
                    .startsWith("no\\n2026-11-22")
                    .doesNotContain("\n", "\u001b");
        }
    }

    @Test
    void cannotFillMemoryWithTheNamesOfDomains() throws Exception {
        byte[] name = new Wire().int32(1).text("n".repeat(1 << 20)).int32(0).bytes();

        assertThatThrownBy(() -> WireDomains.readAll(new XdrReader(name, 0)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("where 4096 are the most");
    }

    @Test
    void cannotFillMemoryWithShapes() {
        Shapes<Integer> shapes = new Shapes<>();

        for (int shape = 0; shape < 10; shape++) {
            shapes.add(200_000, shape);
        }

        assertThat(shapes.of(200_000)).containsExactly(9);
    }

    @Test
    void cannotKeepOthersFromTheirAnswersByTalkingWithoutEnd() throws Exception {
        try (Transport transport = open(PATIENT);
                DomainWatch watch = transport.watch()) {
            FutureTask<Void> flood = inBackground(() -> {
                for (int event = 0; event < 20_000; event++) {
                    daemon.fireMetadataChange(hypervisor.guests().get(0).domain(), "urn:" + event);
                }
                return null;
            });

            for (int call = 0; call < 50; call++) {
                transport.probe();
            }

            flood.get();
            assertThat(watch.take()).isNotNull();
        }
    }

    @Test
    void answersNonsenseToEachCallAndHurtsOnlyThatCall() throws Exception {
        SplittableRandom random = new SplittableRandom(20_261_129);
        try (Transport transport = open(PATIENT)) {
            for (LibvirtProcedure procedure : new LibvirtProcedure[] {
                LibvirtProcedure.DOMAIN_GET_XML_DESC, LibvirtProcedure.CONNECT_GET_ALL_DOMAIN_STATS
            }) {
                for (int round = 0; round < 100; round++) {
                    Wire nonsense = new Wire();
                    for (int words = random.nextInt(40); words > 0; words--) {
                        nonsense.int32(random.nextBoolean() ? random.nextInt(8) : random.nextInt());
                    }
                    daemon.on(procedure, Behaviour.answer(nonsense));
                    answeredOrRefused(() -> transport.describe(DOMAIN));
                    answeredOrRefused(transport::domains);
                }
            }
            transport.probe();
        }
    }

    /** A call as a plugin makes it. */
    @FunctionalInterface
    private interface Call {
        Object make() throws HypervisorException;
    }

    private static void answeredOrRefused(Call call) {
        try {
            assertThat(call.make()).isNotNull();
        } catch (HypervisorException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
