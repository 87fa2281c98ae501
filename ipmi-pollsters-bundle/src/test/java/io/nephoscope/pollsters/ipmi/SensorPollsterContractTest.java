package io.nephoscope.pollsters.ipmi;

import static io.nephoscope.pollsters.ipmi.FakeIpmitool.paragraph;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.PollsterContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SensorPollsterContractTest extends PollsterContract {

    @TempDir
    private Path folder;

    private FakeIpmitool ipmitool;

    @BeforeEach
    void listTwoSensors() throws IOException {
        ipmitool = new FakeIpmitool(folder)
                .listing(
                        paragraph("A (0x1)", "Temperature", "48 (+/- 0) degrees C"),
                        paragraph("B (0x2)", "Temperature", "49 (+/- 0) degrees C"));
    }

    @Override
    protected Pollster pollster() {
        IpmiConfiguration configuration = new IpmiConfiguration(ipmitool.properties());
        return new SensorPollster(IpmiMeter.TEMPERATURE, new BoardReader(configuration::settings, () -> Instant.EPOCH));
    }

    @Override
    protected Collection<Resource> resources() {
        return List.of(Resource.of("compute-0"));
    }
}
