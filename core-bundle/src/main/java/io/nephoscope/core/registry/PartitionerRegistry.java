package io.nephoscope.core.registry;

import io.nephoscope.api.partition.Partitioner;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Who shares resources out among agents now. */
@Component(service = PartitionerRegistry.class)
public final class PartitionerRegistry {

    private final Changes changes = new Changes();
    /** In the order of their ranking. */
    private final Map<ServiceReference<Partitioner>, Partitioner> partitioners = new ConcurrentSkipListMap<>();

    private volatile Optional<Partitioner> first = Optional.empty();

    @Activate
    public PartitionerRegistry() {}

    /** One came, went, or has agreed anew. */
    public Changes changes() {
        return changes;
    }

    /** The one with the highest service ranking. */
    public Optional<Partitioner> partitioner() {
        return first;
    }

    @Reference(
            service = Partitioner.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedPartitioner")
    void addPartitioner(ServiceReference<Partitioner> reference, Partitioner partitioner) {
        partitioners.put(reference, partitioner);
        choose();
    }

    void updatedPartitioner(ServiceReference<Partitioner> reference, Partitioner partitioner) {
        // Its ranking may be another, by which it is found.
        partitioners.values().removeIf(partitioner::equals);
        addPartitioner(reference, partitioner);
    }

    void removePartitioner(ServiceReference<Partitioner> reference, Partitioner partitioner) {
        partitioners.values().removeIf(partitioner::equals);
        choose();
    }

    private void choose() {
        first = partitioners.values().stream().reduce((lower, higher) -> higher);
        changes.fire();
    }
}
