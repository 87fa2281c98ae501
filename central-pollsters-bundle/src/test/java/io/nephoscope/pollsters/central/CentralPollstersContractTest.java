package io.nephoscope.pollsters.central;

import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.testkit.PollsterBuilderContract;
import java.util.Map;

class CentralPollstersContractTest extends PollsterBuilderContract {

    @Override
    protected PollsterBuilder builder() {
        return new CentralPollsters(new CannedCloud(), Map.of());
    }
}
