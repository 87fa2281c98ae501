package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.session.Transport;
import io.nephoscope.testkit.libvirt.Behaviour;
import io.nephoscope.testkit.libvirt.LibvirtProcedure;
import io.nephoscope.testkit.libvirt.RemoteError;
import io.nephoscope.testkit.libvirt.Wire;
import org.junit.jupiter.api.Test;

class HandshakeTest extends AgainstDaemon {

    private static final int SASL = 1;
    private static final int POLKIT = 2;

    @Test
    void letsPolkitDecideWhoMayRead() throws Exception {
        daemon.on(LibvirtProcedure.AUTH_LIST, offer(POLKIT));

        try (Transport transport = open(PATIENT)) {
            transport.probe();

            assertThat(daemon.calls(LibvirtProcedure.AUTH_POLKIT)).hasSize(1);
        }
    }

    @Test
    void saysWhenPolkitForbids() {
        daemon.on(LibvirtProcedure.AUTH_LIST, offer(POLKIT));
        daemon.on(
                LibvirtProcedure.AUTH_POLKIT,
                Behaviour.refuse(RemoteError.of(45, 7, "authentication failed: access denied by policy")));

        assertThatThrownBy(() -> open(PATIENT)).hasMessage("authentication failed: access denied by policy");
    }

    @Test
    void saysWhenItCannotAuthenticate() {
        daemon.on(LibvirtProcedure.AUTH_LIST, offer(SASL));

        assertThatThrownBy(() -> open(PATIENT)).hasMessageContaining("use the transport native");
    }

    @Test
    void saysWhichSocketItCannotReach() throws Exception {
        daemon.close();

        assertThatThrownBy(() -> open(PATIENT))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("cannot connect to " + daemon.socket());
    }

    private static Behaviour offer(int kind) {
        return Behaviour.answer(new Wire().int32(1).int32(kind));
    }
}
