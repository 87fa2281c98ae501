package io.nephoscope.publisher.amqp.transport;

import java.time.Duration;

/**
 * All that a session depends on: another target wants another session.
 *
 * @param url the brokers
 * @param tls how to speak TLS
 * @param login how to log in
 * @param heartbeat after what silence a connection is taken for dead; zero for never
 * @param connectTimeout how long connecting may take
 * @param topology where messages go
 */
public record Target(
        TransportUrl url, Tls tls, Login login, Duration heartbeat, Duration connectTimeout, Topology topology) {

    boolean usesTls() {
        return url.tls() || tls.enabled();
    }
}
