package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.DiscoveryRequest;
import java.util.Optional;

/** A request without a parameter. */
record FakeRequest(Cycle cycle) implements DiscoveryRequest {

    @Override
    public Optional<String> parameter() {
        return Optional.empty();
    }
}
