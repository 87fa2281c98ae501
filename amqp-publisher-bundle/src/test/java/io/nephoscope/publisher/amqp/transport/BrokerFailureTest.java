package io.nephoscope.publisher.amqp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.MissedHeartbeatException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerFailureTest {

    private static final String URL = "rabbit://nova:s3cr3t-word@host/";

    /** What RabbitMQ closes with: code, text; whether it stays; a word of the reason, a word of the remedy. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "320|CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'|false|closes its"
                        + " connections|Nothing while RabbitMQ restarts",
                "403|ACCESS_REFUSED - access to exchange 'ceilometer' in vhost '/' refused for user 'nova'|true|lacks a"
                        + " right|set_permissions",
                "403|ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN|true|refuses the"
                        + " login|login.method",
                "404|NOT_FOUND - no exchange 'ceilometer' in vhost '/'|false|deleted|declared again",
                "404|NOT_FOUND - home node 'rabbit@a' of durable queue 'q' in vhost '/' is down or"
                        + " inaccessible|false|node|Start that node",
                "405|RESOURCE_LOCKED - cannot obtain exclusive access to locked queue 'q'|true|exclusive|topics",
                "406|PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'notifications.sample' in vhost '/':"
                        + " received 'false' but current is 'true'|true|notifications.sample is there with another"
                        + " durable (true, declared here with false)|durable.queues",
                "406|PRECONDITION_FAILED - inequivalent arg 'x-queue-type' for queue 'q' in vhost '/': received none but"
                        + " current is the value 'quorum' of type 'longstr'|true|(quorum, declared here with"
                        + " none)|quorum.queue",
                "406|PRECONDITION_FAILED - inequivalent arg 'auto_delete' for exchange 'ceilometer' in vhost '/':"
                        + " received 'false' but current is 'true'|true|the exchange ceilometer|auto.delete",
                "406|PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue 'q' in vhost '/': received none but"
                        + " current is the value '10' of type 'long'|true|another x-max-length|policy",
                "406|PRECONDITION_FAILED - inequivalent arg 'type' for exchange 'ceilometer' in vhost '/': received"
                        + " 'topic' but current is 'fanout'|true|(fanout, declared here with topic)|control.exchange",
                "406|PRECONDITION_FAILED - message size 17 is larger than configured max size 16|true|larger than the"
                        + " broker takes|max_message_size",
                "506|RESOURCE_ERROR - queue limit reached|false|short of something|Free",
                "504|CHANNEL_ERROR - expected 'channel.open'|true|protocol|proxy",
                "530|NOT_ALLOWED - vhost nowhere not found|true|does not exist|add_vhost",
                "530|NOT_ALLOWED - access to vhost '/' refused for user 'nova'|true|may not use the virtual"
                        + " host|set_permissions",
                "530|NOT_ALLOWED - access to vhost '/' refused: connection limit (5) is reached|true|limit|limits",
                "530|NOT_ALLOWED - vhost 'x' is down|false|not running|restart_vhost",
                "540|NOT_IMPLEMENTED - queue type|true|does not know|quorum.queue",
                "541|INTERNAL_ERROR - Feature `transient_nonexcl_queues` is deprecated|true|not"
                        + " durable|Set durable.queues or quorum.queue as the consumers have it",
                "541|INTERNAL_ERROR|true|not durable|Set durable.queues or quorum.queue as the consumers have it",
                "599|SOMETHING NEW|false|599 SOMETHING NEW|broker's log"
            })
    void tellsEachRefusalWithItsTrueRemedy(int code, String text, boolean permanent, String reason, String remedy) {
        for (Exception thrown : List.of(closedChannel(code, text), closedConnection(code, text))) {
            BrokerFailure failure = BrokerFailure.of(thrown, target(URL, false));

            assertThat(failure.permanent()).isEqualTo(permanent);
            assertThat(failure.reason()).contains(reason).contains(Integer.toString(code));
            assertThat(failure.remedy()).contains(remedy);
        }
    }

    /** RabbitMQ 4.3 takes no transient queues; where ours are durable, 541 is its own fault. */
    @Test
    void takesAnInternalErrorForTheBrokersOwnWhereQueuesAreDurable() {
        BrokerFailure failure = BrokerFailure.of(closedConnection(541, "INTERNAL_ERROR"), target(URL, true));

        assertThat(failure.permanent()).isFalse();
        assertThat(failure.remedy()).contains("broker's log").doesNotContain("durable");
    }

    @Test
    void tellsHowLargeAMessageMayBe() {
        String text = "PRECONDITION_FAILED - message size 17000000 is larger than configured max size 16777216";

        assertThat(BrokerFailure.of(closedChannel(406, text), target(URL, false))
                        .largestMessage())
                .isEqualTo(16_777_216);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new AuthenticationFailureException("no"), true, "refuses the login", "login.method"),
                Arguments.of(new PossibleAuthenticationFailureException("no"), true, "at the login", "guest"),
                Arguments.of(
                        new UnknownHostException("s3cr3t-word"), false, "no host of that name", "name of the host"),
                Arguments.of(new ConnectException("Connection refused"), false, "nothing listens", "Start RabbitMQ"),
                Arguments.of(new NoRouteToHostException("No route"), false, "no way to the host", "network"),
                Arguments.of(new SocketException("Network is unreachable"), false, "no way to the host", "network"),
                Arguments.of(new SocketException("Too many open files"), false, "open files", "LimitNOFILE"),
                Arguments.of(new SocketTimeoutException("connect timed out"), false, "in time", "firewalls"),
                Arguments.of(new TimeoutException(), false, "in time", "firewalls"),
                Arguments.of(new MissedHeartbeatException("60"), false, "silent", "network"),
                Arguments.of(new EOFException(), false, "closed the connection", "amqps"),
                Arguments.of(new MalformedFrameException("HTTP"), true, "does not speak AMQP", "5672"),
                Arguments.of(
                        new IOException("No compatible authentication mechanism found - server offered [PLAIN]"),
                        true,
                        "mechanism",
                        "PLAIN"),
                Arguments.of(
                        new SSLHandshakeException("PKIX path building failed: unable to find valid certification path"),
                        true,
                        "not trusted",
                        "ssl.ca.file"),
                Arguments.of(
                        new SSLHandshakeException("No subject alternative DNS name matching controller found."),
                        true,
                        "another host name",
                        "ssl.verify.hostname"),
                Arguments.of(new SSLException("Unsupported or unrecognized SSL message"), true, "no TLS", "5671"),
                Arguments.of(
                        new SSLHandshakeException("Received fatal alert: certificate_required"),
                        true,
                        "wants one",
                        "ssl.cert.file"),
                Arguments.of(
                        new SSLHandshakeException("NotAfter: Sun Nov 01 2026"),
                        true,
                        "not valid at this time",
                        "Renew"),
                Arguments.of(
                        new SSLHandshakeException("Received fatal alert: protocol_version"), true, "in common", "1.2"),
                Arguments.of(new SSLException("what else"), true, "TLS fails", "ssl"),
                Arguments.of(
                        new SettingException("ssl.key.file cannot be used", "Correct it", new IOException()),
                        true,
                        "ssl.key.file",
                        "Correct"),
                Arguments.of(new IOException((String) null), false, "IOException", "Start RabbitMQ"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsEachFailureWithItsTrueRemedy(Exception thrown, boolean permanent, String reason, String remedy) {
        BrokerFailure failure = BrokerFailure.of(new IOException("outside", thrown), target(URL, false));

        assertThat(failure.permanent()).isEqualTo(permanent);
        assertThat(failure.reason()).contains(reason).doesNotContain("s3cr3t-word");
        assertThat(failure.remedy()).contains(remedy);
    }

    /** A broker that wants a certificate says so by an alert that often comes after the connection is broken. */
    @ParameterizedTest
    @MethodSource("breaks")
    void tellsThatACertificateMayBeWantedWhereTlsBreaksOff(Exception thrown) {
        Tls none = new Tls(true, "", "", "", true, true);
        Tls with = new Tls(true, "ca.pem", "cert.pem", "key.pem", true, true);

        BrokerFailure without = BrokerFailure.of(thrown, target(URL, false, none));

        assertThat(without.permanent()).isFalse();
        assertThat(without.reason()).contains("speaks TLS");
        assertThat(without.remedy()).contains("wants a certificate: set ssl.cert.file and ssl.key.file");
        assertThat(BrokerFailure.of(thrown, target(URL, false, with)).remedy())
                .contains("trusts the certificate of ssl.cert.file");
        assertThat(BrokerFailure.of(thrown, target(URL, false)).remedy()).doesNotContain("ssl.cert.file");
    }

    static Stream<Exception> breaks() {
        return Stream.of(
                new SocketException("Connection reset by peer"),
                new SocketException("Broken pipe (Write failed)"),
                new SSLException("Connection reset"),
                new SSLHandshakeException("Remote host terminated the handshake"),
                new EOFException());
    }

    @Test
    void tellsNoLoginThatABrokerRepeats() {
        BrokerFailure failure = BrokerFailure.of(
                closedConnection(530, "NOT_ALLOWED - s3cr3t-word\nforged line " + "x".repeat(5000)),
                target(URL, false));

        assertThat(failure.reason()).doesNotContain("s3cr3t-word", "\n").hasSizeLessThan(500);
    }

    /** {@code rabbit://password@host}: the user's place holds the secret. */
    @Test
    void tellsNoUserWhereThereIsNoPassword() {
        BrokerFailure failure = BrokerFailure.of(
                closedConnection(403, "access refused for user 's3cr3t-word'"),
                target("rabbit://s3cr3t-word@host/", false));

        assertThat(failure.reason()).doesNotContain("s3cr3t-word");
    }

    private static Exception closedChannel(int code, String text) {
        AMQP.Channel.Close close =
                new AMQP.Channel.Close.Builder().replyCode(code).replyText(text).build();
        return new IOException(new ShutdownSignalException(false, false, close, "channel"));
    }

    private static Exception closedConnection(int code, String text) {
        AMQP.Connection.Close close = new AMQP.Connection.Close.Builder()
                .replyCode(code)
                .replyText(text)
                .build();
        return new ShutdownSignalException(true, false, close, "connection");
    }

    private static Target target(String url, boolean durable) {
        return target(url, durable, Tls.OFF);
    }

    private static Target target(String url, boolean durable, Tls tls) {
        Topology topology = new Topology(
                "ceilometer", List.of("notifications"), new QueueFlags(durable, false, false, QueueFlags.Quorum.NONE));
        Duration second = Duration.ofSeconds(1);
        return new Target(TransportUrl.parse(url), tls, Login.AMQPLAIN, second, second, topology);
    }
}
