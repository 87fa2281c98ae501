package io.nephoscope.publisher.otlp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the configuration {@code io.nephoscope.publisher.otlp}, a dot for each underscore. */
@ObjectClassDefinition(
        name = "Nephoscope OTLP publisher",
        description = "Where the OpenTelemetry collector is, and what samples become there.")
@interface OtlpConfig {

    @AttributeDefinition(description = "The collector's address for metrics; without a path /v1/metrics is added")
    String endpoint() default "http://127.0.0.1:4318/v1/metrics";

    @AttributeDefinition(
            description =
                    "Headers as name=value, separated by commas, values percent-encoded; or file:PATH or env:NAME",
            type = AttributeType.PASSWORD)
    String headers() default "";

    @AttributeDefinition(description = "PEM file of trusted authorities; empty for those of the Java platform")
    String tls_ca_file() default "";

    @AttributeDefinition(description = "PEM file of the agent's certificate; empty for none")
    String tls_cert_file() default "";

    @AttributeDefinition(description = "PEM file of the agent's private key (PKCS#8, unencrypted)")
    String tls_key_file() default "";

    @AttributeDefinition(description = "Check the collector's certificate")
    boolean tls_verify() default true;

    @AttributeDefinition(description = "gzip or none")
    String compression() default "gzip";

    @AttributeDefinition(description = "Seconds that a request may take")
    int request_timeout() default 10;

    @AttributeDefinition(description = "Requests that may be unanswered; other batches wait in the agent")
    int window_requests() default 8;

    @AttributeDefinition(description = "The resource's service.name")
    String service_name() default "nephoscope";

    @AttributeDefinition(description = "More attributes of the resource, as name=value, separated by commas")
    String[] resource_attributes() default {};

    @AttributeDefinition(description = "Metadata that become attributes, with dots between levels")
    String[] metadata_attributes() default {"display_name", "host", "flavor.name"};
}
