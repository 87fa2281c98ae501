package io.nephoscope.testkit;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.DiscoveryRequest;
import java.time.Duration;
import java.util.Optional;

/** What a discovery is asked. */
public record FakeRequest(Optional<String> parameter, Cycle cycle, Duration remaining, boolean wantsNames)
        implements DiscoveryRequest {

    /** A request without a parameter, in a cycle of its own, with a minute left. */
    public static FakeRequest plain() {
        return new FakeRequest(Optional.empty(), new FakeCycle(), Duration.ofMinutes(1), false);
    }

    /** The same request with a parameter. */
    public FakeRequest with(String newParameter) {
        return new FakeRequest(Optional.of(newParameter), cycle, remaining, wantsNames);
    }

    /** The same request in another cycle. */
    public FakeRequest in(Cycle newCycle) {
        return new FakeRequest(parameter, newCycle, remaining, wantsNames);
    }

    /** The same request, with owners' names wanted or not. */
    public FakeRequest naming(boolean newWantsNames) {
        return new FakeRequest(parameter, cycle, remaining, newWantsNames);
    }
}
