package io.nephoscope.connector.openstack.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the configuration {@code io.nephoscope.connector.openstack}, a dot for each underscore. */
@ObjectClassDefinition(
        name = "Nephoscope OpenStack connector",
        description = "How to sign in to a cloud. Names follow Ceilometer's [service_credentials].")
public @interface OpenstackConfig {

    @AttributeDefinition(description = "Name of a cloud in clouds.yaml; the sign-in keys here are then not read")
    String cloud() default "";

    @AttributeDefinition(description = "password, v3applicationcredential or token")
    String auth_type() default "password";

    @AttributeDefinition(description = "Keystone's address")
    String auth_url() default "";

    @AttributeDefinition(description = "Name of the user")
    String username() default "";

    @AttributeDefinition(description = "Id of the user, instead of name and domain")
    String user_id() default "";

    @AttributeDefinition(description = "Password; or file:PATH or env:NAME", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(description = "Name of the user's domain")
    String user_domain_name() default "";

    @AttributeDefinition(description = "Id of the user's domain")
    String user_domain_id() default "";

    @AttributeDefinition(description = "Name of the project to sign in to")
    String project_name() default "";

    @AttributeDefinition(description = "Id of the project to sign in to")
    String project_id() default "";

    @AttributeDefinition(description = "Name of the project's domain")
    String project_domain_name() default "";

    @AttributeDefinition(description = "Id of the project's domain")
    String project_domain_id() default "";

    @AttributeDefinition(description = "Name of the domain to sign in to, instead of a project")
    String domain_name() default "";

    @AttributeDefinition(description = "Id of the domain to sign in to, instead of a project")
    String domain_id() default "";

    @AttributeDefinition(description = "Name of the domain of user and project, where theirs is not given")
    String default_domain_name() default "";

    @AttributeDefinition(description = "Id of the domain of user and project, where theirs is not given")
    String default_domain_id() default "";

    @AttributeDefinition(description = "Id of a trust to use, instead of a project")
    String trust_id() default "";

    @AttributeDefinition(description = "all, to sign in to the system instead of a project")
    String system_scope() default "";

    @AttributeDefinition(description = "Token to sign in with; or file:PATH or env:NAME", type = AttributeType.PASSWORD)
    String token() default "";

    @AttributeDefinition(description = "Id of an application credential")
    String application_credential_id() default "";

    @AttributeDefinition(description = "Name of an application credential of the user, instead of its id")
    String application_credential_name() default "";

    @AttributeDefinition(
            description = "Secret of the application credential; or file:PATH or env:NAME",
            type = AttributeType.PASSWORD)
    String application_credential_secret() default "";

    @AttributeDefinition(description = "Region whose endpoints are taken; empty for any")
    String region_name() default "";

    @AttributeDefinition(
            description =
                    "Which endpoints are taken: public, internal, admin; several in order of preference; public if empty")
    String[] interface$() default {};

    @AttributeDefinition(
            description = "Addresses that count instead of the catalogue's, such as image=https://host:9292")
    String[] endpoint_override() default {};

    @AttributeDefinition(description = "PEM file of trusted authorities; empty for those of the Java platform")
    String cafile() default "";

    @AttributeDefinition(description = "PEM file of the agent's certificate; empty for none")
    String certfile() default "";

    @AttributeDefinition(description = "PEM file of the agent's private key (PKCS#8, unencrypted)")
    String keyfile() default "";

    @AttributeDefinition(description = "Take any certificate of any host")
    boolean insecure() default false;

    @AttributeDefinition(
            description =
                    "Proxy instead of those of the environment, as http://user:password@host:3128; or file:PATH or"
                            + " env:NAME",
            type = AttributeType.PASSWORD)
    String proxy() default "";

    @AttributeDefinition(description = "Seconds that a connection may take")
    int connect_timeout() default 10;

    @AttributeDefinition(description = "Seconds that an answer may take to begin, and then to go on")
    int timeout() default 60;

    @AttributeDefinition(description = "Requests that may be under way at once")
    int parallel_requests() default 32;

    @AttributeDefinition(description = "Requests that may be under way to one service at once")
    int parallel_requests_service() default 16;
}
