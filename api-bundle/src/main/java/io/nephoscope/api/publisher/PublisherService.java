package io.nephoscope.api.publisher;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Describes a {@link Publisher} component as service properties. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface PublisherService {

    /** The prefix of the service properties that the members below become. */
    String PREFIX_ = "publisher.";

    /** The name by which the agent's configuration chooses it, such as {@code amqp}. */
    String name();
}
