package io.nephoscope.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.DiscoveryContract;
import io.nephoscope.testkit.FakeRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalNodeTest extends DiscoveryContract {

    @Override
    protected Discovery discovery() {
        return new LocalNode(new DiscoveryConfiguration(Map.of("host", "compute7")));
    }

    @Test
    void findsThisHost() throws Exception {
        assertThat(discovery().discover(FakeRequest.plain()))
                .singleElement()
                .isEqualTo(Resource.of("compute7"))
                .satisfies(host -> assertThat(host.detail()).isEqualTo("compute7"));
    }
}
