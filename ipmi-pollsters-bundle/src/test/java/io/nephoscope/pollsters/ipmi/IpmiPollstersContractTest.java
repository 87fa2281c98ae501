package io.nephoscope.pollsters.ipmi;

import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.testkit.PollsterBuilderContract;
import java.util.Map;

class IpmiPollstersContractTest extends PollsterBuilderContract {

    @Override
    protected PollsterBuilder builder() {
        return new IpmiPollsters(Map.of());
    }
}
