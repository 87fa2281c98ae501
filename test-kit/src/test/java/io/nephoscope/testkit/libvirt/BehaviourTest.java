package io.nephoscope.testkit.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BehaviourTest {

    private static final LibvirtProcedure VERSION = LibvirtProcedure.CONNECT_GET_LIB_VERSION;

    private FakeLibvirtd daemon;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        daemon = FakeLibvirtd.start(FakeHypervisor.of());
        client = new TestClient(daemon);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        daemon.close();
    }

    @Test
    void refusesOnceAndAnswersThen() throws Exception {
        daemon.on(VERSION, Behaviour.refuse(RemoteError.connectionLost()).times(1));

        assertThat(client.call(VERSION, new Wire()).status()).isEqualTo(Message.ERROR);
        assertThat(client.call(VERSION, new Wire()).status()).isEqualTo(Message.OK);
    }

    @Test
    void answersInPieces() throws Exception {
        daemon.on(VERSION, Behaviour.inPieces(5));

        assertThat(client.call(VERSION, new Wire()).payload().bytes())
                .isEqualTo(new Wire().hyper(9_000_000).bytes());
    }

    @Test
    void answersHalfAndHangsUp() throws Exception {
        daemon.on(VERSION, Behaviour.halfAnswer().then(Behaviour.hangUp()));

        assertThatThrownBy(() -> client.call(VERSION, new Wire())).isInstanceOf(EOFException.class);
    }

    @Test
    void answersWithWhatMakesNoSense() throws Exception {
        daemon.on(VERSION, Behaviour.changed(answer -> answer.withSerial(99).withStatus(7)));

        Message answer = client.call(VERSION, new Wire());

        assertThat(answer.serial()).isEqualTo(99);
        assertThat(answer.status()).isEqualTo(7);
    }

    @Test
    void hangsOneCallAndAnswersTheNextLate() throws Exception {
        daemon.on(VERSION, Behaviour.hang());
        client.send(VERSION, new Wire());
        daemon.on(LibvirtProcedure.CONNECT_GET_TYPE, Behaviour.usual().after(Duration.ofMillis(1)));

        assertThat(client.call(LibvirtProcedure.CONNECT_GET_TYPE, new Wire()).procedure())
                .isEqualTo(LibvirtProcedure.CONNECT_GET_TYPE.number());
    }

    @Test
    void teachesTheDaemonNewProcedures() throws Exception {
        daemon.on(4_711, Behaviour.answer(new Wire().text("news")));
        client.send(new Message(Message.REMOTE, 4_711, Message.CALL, 1, Message.OK, new Wire()));

        assertThat(client.next().payload().bytes())
                .isEqualTo(new Wire().text("news").bytes());
    }
}
