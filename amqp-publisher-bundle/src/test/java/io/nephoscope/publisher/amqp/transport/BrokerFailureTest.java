package io.nephoscope.publisher.amqp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class BrokerFailureTest {

    @Test
    void looksForTheBrokersReason() {
        AMQP.Channel.Close close = new AMQP.Channel.Close.Builder()
                .replyCode(AMQP.PRECONDITION_FAILED)
                .replyText("PRECONDITION_FAILED - inequivalent arg 'durable'")
                .build();

        BrokerFailure failure =
                BrokerFailure.of(new IOException(new ShutdownSignalException(false, false, close, "channel")));

        assertThat(failure.permanent()).isTrue();
        assertThat(failure.reason()).isEqualTo("the broker says 406 PRECONDITION_FAILED - inequivalent arg 'durable'");
        assertThat(failure.remedy()).contains("durable.queues");
    }

    @Test
    void takesAForcedCloseForTemporary() {
        AMQP.Connection.Close close = new AMQP.Connection.Close.Builder()
                .replyCode(AMQP.CONNECTION_FORCED)
                .replyText("CONNECTION_FORCED - broker forced connection closure")
                .build();

        BrokerFailure failure = BrokerFailure.of(new ShutdownSignalException(true, false, close, "connection"));

        assertThat(failure.permanent()).isFalse();
        assertThat(failure.reason()).contains("320");
    }

    @Test
    void tellsWhatTheOperatorMustMend() {
        assertThat(BrokerFailure.of(new AuthenticationFailureException("refused"))
                        .remedy())
                .contains("login.method");
        assertThat(BrokerFailure.of(new SSLHandshakeException("no name")).remedy())
                .contains("ssl");
        assertThat(BrokerFailure.of(new ConnectException("Connection refused")).permanent())
                .isFalse();
        assertThat(BrokerFailure.of(new SocketTimeoutException("connect timed out"))
                        .reason())
                .contains("in time");
        assertThat(BrokerFailure.of(new UnknownHostException("nowhere")).reason())
                .contains("unknown");
    }
}
