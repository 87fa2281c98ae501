package io.nephoscope.tests.plugins;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import java.util.Collection;

/** Cannot be made. */
public final class FailingConstructor implements Pollster {

    public FailingConstructor() {
        throw new IllegalStateException("the flux capacitor is empty");
    }

    @Override
    public void poll(Collection<Resource> resources, Poll poll) {
        throw new AssertionError("polled though it could not be made");
    }
}
