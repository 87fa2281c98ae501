package io.nephoscope.api.discovery;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Describes a {@link Discovery} component as service properties and as a capability of its bundle. */
@ComponentPropertyType
@Capability(namespace = DiscoveryService.CAPABILITY)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface DiscoveryService {

    /** The capability namespace in which bundles list their discoveries. */
    String CAPABILITY = "nephoscope.discovery";

    /** The prefix of the service properties that the members below become. */
    String PREFIX_ = "discovery.";

    /** The name that polling.yaml and pollsters use, such as {@code local_instances}. */
    @Attribute("name")
    String name();

    /** Where it makes sense to discover; see {@link io.nephoscope.api.pollster.PollsterService#namespace()}. */
    @Attribute("namespace")
    String[] namespace();

    /**
     * What is shared out among agents together: agents that find the same things by discoveries of one group
     * poll each of them once between them. Empty for what belongs to this agent's host alone and is never
     * shared out.
     */
    String group() default "";
}
