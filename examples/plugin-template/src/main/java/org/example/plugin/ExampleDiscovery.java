package org.example.plugin;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Finds the targets; {@code example://NAME} in polling.yaml finds those with the name alone. */
@Component
@DiscoveryService(
        name = "example",
        namespace = {"compute", "central"})
public final class ExampleDiscovery implements Discovery {

    private final Inventory inventory;

    /** Lists what is there now. */
    interface Inventory {

        List<Target> targets() throws IOException, InterruptedException;
    }

    /** Change: ask for what is there, here within {@code request.remaining()}. */
    @Activate
    public ExampleDiscovery() {
        this(() -> List.of(new Target("localhost")));
    }

    ExampleDiscovery(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public Collection<Resource> discover(DiscoveryRequest request) throws DiscoveryException, InterruptedException {
        Optional<String> wanted = request.parameter();
        try {
            return inventory.targets().stream()
                    .filter(target -> wanted.isEmpty() || wanted.get().equals(target.name()))
                    .map(target -> new Resource("example:" + target.name(), target))
                    .toList();
        } catch (IOException e) {
            // Never an empty list: that would mean that there is nothing.
            throw new DiscoveryException("the inventory does not answer: " + e.getMessage(), e);
        }
    }
}
