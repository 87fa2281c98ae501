package io.nephoscope.publisher.amqp.transport;

import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.SaslConfig;

/** How to tell the broker who we are. */
public enum Login {
    /** What py-amqp, and so each OpenStack service, uses. */
    AMQPLAIN {
        @Override
        SaslConfig sasl() {
            return offered -> new AmqPlain();
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
