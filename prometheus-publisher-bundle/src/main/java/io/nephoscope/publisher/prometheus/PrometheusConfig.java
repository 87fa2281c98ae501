package io.nephoscope.publisher.prometheus;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the configuration {@code io.nephoscope.publisher.prometheus}, a dot for each underscore. */
@ObjectClassDefinition(
        name = "Nephoscope Prometheus publisher",
        description = "Where Prometheus finds the newest samples, and for how long they are shown.")
@interface PrometheusConfig {

    @AttributeDefinition(description = "Addresses to listen at, such as 127.0.0.1:9101 or [::]:9101")
    String[] listen() default {"127.0.0.1:9101"};

    @AttributeDefinition(description = "PEM file of the server's certificate; with it TLS is spoken and nothing else")
    String tls_cert_file() default "";

    @AttributeDefinition(description = "PEM file of the certificate's private key (PKCS#8, unencrypted)")
    String tls_key_file() default "";

    @AttributeDefinition(description = "PEM file of authorities; only clients with a certificate of theirs are let in")
    String tls_ca_file() default "";

    @AttributeDefinition(description = "Series that are shown at most; samples of others are dropped")
    int series_max() default 100_000;

    @AttributeDefinition(
            description = "Seconds after which a series that is not polled any more is hidden; 0: after 2.5 intervals")
    int stale_after() default 0;

    @AttributeDefinition(description = "Show the times of polls; else Prometheus takes that of its scrape")
    boolean timestamps() default false;

    @AttributeDefinition(description = "Metadata that become labels, such as user_metadata.stack")
    String[] metadata_labels() default {};
}
