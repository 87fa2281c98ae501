package org.example.rooms;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the rooms; {@code rooms://2} those of the second floor. */
@Component
@DiscoveryService(name = "rooms", namespace = "central", group = "building")
public final class RoomDiscovery implements Discovery {

    private final Building building;

    @Activate
    public RoomDiscovery(@Reference Building building) {
        this.building = building;
    }

    @Override
    public Collection<Resource> discover(DiscoveryRequest request) throws DiscoveryException, InterruptedException {
        Optional<String> floor = request.parameter();
        try {
            return building.rooms(request.remaining()).stream()
                    .filter(room -> floor.isEmpty() || floor.get().equals(room.floor()))
                    .map(room -> new Resource(room.name(), room))
                    .toList();
        } catch (IOException e) {
            throw new DiscoveryException("the building does not tell its rooms: " + e.getMessage(), e);
        }
    }
}
