package io.nephoscope.publisher.amqp.transport;

import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.SaslConfig;
import java.util.List;

/** How to tell the broker who we are. */
public enum Login {
    /** What py-amqp, and so each OpenStack service, uses. */
    AMQPLAIN {
        @Override
        SaslConfig sasl() {
            return offered -> List.of(offered).contains("AMQPLAIN") ? new AmqPlain() : null;
        }
    },
    /** User and password as they are. */
    PLAIN {
        @Override
        SaslConfig sasl() {
            return DefaultSaslConfig.PLAIN;
        }
    },
    /** The certificate of the TLS connection. */
    EXTERNAL {
        @Override
        SaslConfig sasl() {
            return DefaultSaslConfig.EXTERNAL;
        }
    };

    abstract SaslConfig sasl();
}
