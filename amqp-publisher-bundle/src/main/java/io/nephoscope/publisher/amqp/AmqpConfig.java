package io.nephoscope.publisher.amqp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the configuration {@code io.nephoscope.publisher.amqp}, a dot for each underscore. */
@ObjectClassDefinition(
        name = "Nephoscope AMQP publisher",
        description = "Where samples go, and how. Names follow oslo.messaging where it has the option.")
@interface AmqpConfig {

    @AttributeDefinition(
            description = "rabbit://user:password@host:port,…/virtual_host; amqps for TLS; or file:PATH or env:NAME",
            type = AttributeType.PASSWORD)
    String transport_url() default "rabbit://guest:guest@127.0.0.1:5672/";

    @AttributeDefinition(description = "Name of the topic exchange")
    String control_exchange() default "ceilometer";

    @AttributeDefinition(description = "Topics; each gets a message of its own for each batch")
    String[] topics() default {"notifications"};

    @AttributeDefinition(
            description = "Key of the samples' signatures; empty for none; or file:PATH or env:NAME",
            type = AttributeType.PASSWORD)
    String telemetry_secret() default "change this for valid signing";

    @AttributeDefinition(description = "messagingv2 (with envelope) or messaging (without)")
    String driver() default "messagingv2";

    @AttributeDefinition(description = "Declare exchange and queues durable")
    boolean durable_queues() default false;

    @AttributeDefinition(description = "Declare exchange and queues to vanish with their last user")
    boolean auto_delete() default false;

    @AttributeDefinition(description = "Declare queues mirrored (x-ha-policy)")
    boolean ha_queues() default false;

    @AttributeDefinition(description = "Declare quorum queues, which are durable")
    boolean quorum_queue() default false;

    @AttributeDefinition(description = "Quorum queues: deliveries of a message; 0 for the broker's default")
    int quorum_delivery_limit() default 0;

    @AttributeDefinition(description = "Quorum queues: messages kept in memory; 0 for the broker's default")
    int quorum_max_memory_length() default 0;

    @AttributeDefinition(description = "Quorum queues: bytes kept in memory; 0 for the broker's default")
    int quorum_max_memory_bytes() default 0;

    @AttributeDefinition(description = "Speak TLS though the URL's scheme does not ask for it")
    boolean ssl() default false;

    @AttributeDefinition(description = "PEM file of trusted authorities; empty for those of the Java platform")
    String ssl_ca_file() default "";

    @AttributeDefinition(description = "PEM file of the agent's certificate; empty for none")
    String ssl_cert_file() default "";

    @AttributeDefinition(description = "PEM file of the agent's private key (PKCS#8, unencrypted)")
    String ssl_key_file() default "";

    @AttributeDefinition(description = "Check the broker's certificate")
    boolean ssl_verify() default true;

    @AttributeDefinition(description = "Check that the broker's certificate is for its host name")
    boolean ssl_verify_hostname() default true;

    @AttributeDefinition(description = "AMQPLAIN, PLAIN or EXTERNAL")
    String login_method() default "AMQPLAIN";

    @AttributeDefinition(description = "Seconds of silence after which a connection is taken for dead; 0 for never")
    int heartbeat() default 60;

    @AttributeDefinition(description = "Seconds that connecting may take")
    int connect_timeout() default 10;

    @AttributeDefinition(description = "Seconds before the second attempt to connect; doubled each time")
    int retry_first() default 1;

    @AttributeDefinition(description = "Seconds between attempts to connect, at most")
    int retry_max() default 30;

    @AttributeDefinition(description = "Seconds without any confirmation after which a connection is given up")
    int confirm_timeout() default 30;

    @AttributeDefinition(description = "Messages that may be held without being confirmed; others wait in the agent")
    int confirm_window_messages() default 200;

    @AttributeDefinition(description = "Bytes that may be held without being confirmed; others wait in the agent")
    long confirm_window_bytes() default 16 << 20;
}
