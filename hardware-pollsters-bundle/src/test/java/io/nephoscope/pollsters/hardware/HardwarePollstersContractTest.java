package io.nephoscope.pollsters.hardware;

import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.testkit.PollsterBuilderContract;
import java.nio.file.Path;
import java.util.Map;

class HardwarePollstersContractTest extends PollsterBuilderContract {

    @Override
    protected PollsterBuilder builder() {
        HardwarePollsters pollsters = new HardwarePollsters(new FakeDevices(), Map.of(), () -> {});
        pollsters.changed(Path.of(HardwarePollsters.FILE), Shipped.text(), true);
        return pollsters;
    }
}
