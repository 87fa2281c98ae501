package io.nephoscope.connector.snmp.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How devices are asked. */
@ObjectClassDefinition(name = "Nephoscope SNMP connector")
public @interface SnmpConfig {

    @AttributeDefinition(name = "Timeout", description = "Milliseconds until a request is sent again")
    int timeout_millis() default 1000;

    @AttributeDefinition(name = "Retries", description = "How often a request is sent again before a device is silent")
    int retries() default 5;

    @AttributeDefinition(name = "Window", description = "How many devices are asked at once")
    int window() default 100;

    @AttributeDefinition(name = "Values per answer", description = "How many values one answer of a walk may hold")
    int bulk_values() default 60;

    @AttributeDefinition(
            name = "First rest",
            description =
                    "Seconds that a device is left alone after it was silent; doubles up to the longest; 0 for none")
    int rest_first() default 30;

    @AttributeDefinition(name = "Longest rest", description = "Seconds that a silent device is left alone at most")
    int rest_longest() default 900;
}
