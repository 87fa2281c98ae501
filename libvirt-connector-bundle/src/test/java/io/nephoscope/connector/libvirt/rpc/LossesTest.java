package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.session.Transport;
import io.nephoscope.testkit.libvirt.Behaviour;
import io.nephoscope.testkit.libvirt.LibvirtProcedure;
import io.nephoscope.testkit.libvirt.RemoteError;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LossesTest extends AgainstDaemon {

    private static final DomainRef DOMAIN = new DomainRef(new UUID(1, 2), 3, "instance-00000003");

    @Test
    void happenWhenTheDaemonHangsUpWithinAnAnswer() throws Exception {
        daemon.on(
                LibvirtProcedure.CONNECT_GET_LIB_VERSION, Behaviour.halfAnswer().then(Behaviour.hangUp()));

        try (Transport transport = open(PATIENT)) {
            assertLost(transport, "closed the connection");
            assertLost(transport, "closed");
        }
    }

    @Test
    void happenWhenALengthMakesNoSense() throws Exception {
        daemon.on(LibvirtProcedure.CONNECT_GET_LIB_VERSION, Behaviour.garbage((byte) 0x7f, (byte) -1, (byte) -1, (byte)
                -1));

        try (Transport transport = open(PATIENT)) {
            assertLost(transport, "2147483647 bytes");
        }
    }

    @Test
    void happenWhenTheDaemonHasLostTheOneBehindIt() throws Exception {
        daemon.on(LibvirtProcedure.DOMAIN_GET_XML_DESC, Behaviour.refuse(RemoteError.connectionLost()));

        try (Transport transport = open(PATIENT)) {
            HypervisorException failure =
                    catchThrowableOfType(HypervisorException.class, () -> transport.describe(DOMAIN));

            assertThat(failure.connectionLost()).isTrue();
        }
    }

    @Test
    void doNotHappenWhenAStatusMakesNoSense() throws Exception {
        daemon.on(
                LibvirtProcedure.CONNECT_GET_LIB_VERSION,
                Behaviour.changed(answer -> answer.withStatus(7)).times(1));

        try (Transport transport = open(PATIENT)) {
            HypervisorException failure = catchThrowableOfType(HypervisorException.class, transport::probe);

            assertThat(failure).hasMessageContaining("neither success nor failure");
            assertThat(failure.connectionLost()).isFalse();
            transport.probe();
        }
    }

    @Test
    void doNotHappenWhenAnswersToNobodyCome() throws Exception {
        daemon.on(LibvirtProcedure.CONNECT_GET_LIB_VERSION, (call, usual) -> {
            call.send(usual.answer().withSerial(-1));
            call.send(usual.answer().withProgram(4711));
            call.send(usual.answer());
        });

        try (Transport transport = open(PATIENT)) {
            transport.probe();
            transport.probe();

            assertThat(daemon.clients()).isEqualTo(1);
        }
    }

    private static void assertLost(Transport transport, String why) {
        HypervisorException failure = catchThrowableOfType(HypervisorException.class, transport::probe);

        assertThat(failure).hasMessageContaining(why);
        assertThat(failure.connectionLost()).isTrue();
    }
}
