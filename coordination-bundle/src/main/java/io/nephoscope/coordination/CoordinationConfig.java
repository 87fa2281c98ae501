package io.nephoscope.coordination;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the configuration {@code io.nephoscope.coordination}, a dot for each underscore. */
@ObjectClassDefinition(
        name = "Nephoscope coordination",
        description = "Through what several agents share out what they poll. Names follow Ceilometer where it has the"
                + " option.")
@interface CoordinationConfig {

    @AttributeDefinition(
            description = "zookeeper://host:port,…/path or etcd3://host:port,…; empty for an agent that polls all it"
                    + " finds; or file:PATH or env:NAME",
            type = AttributeType.PASSWORD)
    String backend_url() default "";

    @AttributeDefinition(description = "How resources are shared out: slots")
    String partitioning() default "slots";

    @AttributeDefinition(description = "Which agents share with each other; empty for those of the same namespaces")
    String group() default "";

    @AttributeDefinition(description = "Tells groups of the same namespaces apart; is added to the group's name")
    String partitioning_group_prefix() default "";

    @AttributeDefinition(description = "The agent's id, unlike that of any other; empty for the name of the host")
    String member() default "";

    @AttributeDefinition(description = "How much this agent takes beside others")
    int weight() default 1;

    @AttributeDefinition(description = "How many hash slots a new group has; the same on all agents")
    int slots() default 4096;

    @AttributeDefinition(description = "Seconds without a sign of life after which an agent is gone")
    int session_timeout() default 10;

    @AttributeDefinition(description = "Seconds before it is to happen that a hand-over is planned")
    int handover_lead() default 15;

    @AttributeDefinition(description = "Seconds to wait for more newcomers before they get their share")
    int settle() default 3;

    @AttributeDefinition(description = "Seconds after an outage in which all can come back before any is taken over")
    int grace() default 15;

    @AttributeDefinition(description = "Seconds that samples wait for an engine that cannot be reached")
    int hold() default 300;

    @AttributeDefinition(
            description =
                    "Seconds after which it is looked again whether what polling costs is shared out evenly; 0 for"
                            + " never")
    int rebalance() default 600;

    @AttributeDefinition(
            description =
                    "Have one agent call a discovery, and the others take its list: what a cloud tells is asked for once")
    boolean discovery_once() default false;

    @AttributeDefinition(
            description = "How many kB such a list may have, packed; of a longer one each agent makes its own")
    int discovery_once_max() default 500;

    @AttributeDefinition(description = "Speak TLS though the URL's scheme does not ask for it")
    boolean tls() default false;

    @AttributeDefinition(description = "PEM file of trusted authorities; empty for those of the Java platform")
    String tls_ca_file() default "";

    @AttributeDefinition(description = "PEM file of the agent's certificate; empty for none")
    String tls_cert_file() default "";

    @AttributeDefinition(description = "PEM file of the agent's private key (PKCS#8, unencrypted)")
    String tls_key_file() default "";

    @AttributeDefinition(description = "Check that the server's certificate is for its host name")
    boolean tls_verify_hostname() default true;
}
