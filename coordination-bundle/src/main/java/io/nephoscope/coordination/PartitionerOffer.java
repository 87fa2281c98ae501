package io.nephoscope.coordination;

import io.nephoscope.api.partition.Partitioner;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** What the agent asks, as a service, for as long as it is to leave resources to others. Thread-safe. */
final class PartitionerOffer {

    private static final String CHANGECOUNT = "service.changecount";

    private final ServiceRegistration<Partitioner> registration;
    private long changes;

    PartitionerOffer(BundleContext context, Partitioner partitioner) {
        registration = context.registerService(Partitioner.class, partitioner, properties(0));
    }

    /** The share is another. */
    synchronized void changed() {
        registration.setProperties(properties(++changes));
    }

    void withdraw() {
        registration.unregister();
    }

    @SuppressWarnings("JdkObsolete") // the framework wants dictionaries
    private static Dictionary<String, Object> properties(long changes) {
        return new Hashtable<>(Map.of(CHANGECOUNT, changes));
    }
}
