package io.nephoscope.api.pollster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Describes a {@link Pollster} component as service properties, so that the agent can choose
 * pollsters without activating them, and as a capability of its bundle, so that tools can list the
 * pollsters of a jar that is not even resolved.
 */
@ComponentPropertyType
@Capability(namespace = PollsterService.CAPABILITY)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface PollsterService {

    /** The capability namespace in which bundles list their pollsters. */
    String CAPABILITY = "nephoscope.pollster";

    /** The prefix of the service properties that the members below become. */
    String PREFIX_ = "pollster.";

    /**
     * The name that the meter filters of polling.yaml select. By convention the name of the meter
     * that it emits. Of two pollsters with the same name the one with the higher service ranking is
     * used.
     */
    @Attribute("name")
    String name();

    /** Where it makes sense to poll: {@code compute} on each hypervisor, {@code central} once per cloud, or any other word. */
    @Attribute("namespace")
    String[] namespace();

    /**
     * The discovery, as in polling.yaml, that finds resources for sources which name none. Empty if
     * only such resources will do.
     */
    String discovery() default "";
}
