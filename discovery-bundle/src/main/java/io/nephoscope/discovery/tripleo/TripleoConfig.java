package io.nephoscope.discovery.tripleo;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How the nodes of an overcloud are asked by SNMP, by the names of Ceilometer's {@code [hardware]}. */
@ObjectClassDefinition(name = "Nephoscope discovery of overcloud nodes")
@interface TripleoConfig {

    @AttributeDefinition(description = "What the nodes' addresses begin with")
    String url_scheme() default "snmp://";

    @AttributeDefinition(description = "User of all nodes, or SNMP community; empty for none")
    String readonly_user_name() default "ro_snmp_user";

    @AttributeDefinition(
            description = "Password of that user; empty for none; or file:PATH or env:NAME",
            type = AttributeType.PASSWORD)
    String readonly_user_password() default "password";

    @AttributeDefinition(description = "How the user is authenticated: md5, sha or none")
    String readonly_user_auth_proto() default "none";

    @AttributeDefinition(description = "What is encrypted with: des, aes128, 3des, aes192, aes256 or none")
    String readonly_user_priv_proto() default "none";

    @AttributeDefinition(
            description = "Password of the encryption; empty for none; or file:PATH or env:NAME",
            type = AttributeType.PASSWORD)
    String readonly_user_priv_password() default "";

    @AttributeDefinition(description = "The network of the nodes that their addresses are taken from")
    String tripleo_network_name() default "ctlplane";
}
