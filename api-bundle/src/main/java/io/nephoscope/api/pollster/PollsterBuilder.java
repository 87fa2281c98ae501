package io.nephoscope.api.pollster;

import java.util.Collection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Contributes pollsters that are known only at run time, or that are rows of a table. Register it as
 * a service. To announce a changed set of pollsters, change the service's properties (by convention
 * {@code service.changecount}): the agent then asks again.
 */
@ConsumerType
public interface PollsterBuilder {

    /**
     * Lists all pollsters of now. Called when the service appears and after each change of its
     * properties; must not block. A definition that equals its predecessor keeps its state and its
     * next due time, so return the same {@link Pollster} objects while nothing changes. A definition that
     * is null or whose name is taken costs itself alone.
     */
    Collection<PollsterDefinition> pollsters();
}
