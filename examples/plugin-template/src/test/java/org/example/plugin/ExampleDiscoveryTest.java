package org.example.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.DiscoveryContract;
import io.nephoscope.testkit.FakeRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExampleDiscoveryTest extends DiscoveryContract {

    @Override
    protected Discovery discovery() {
        return new ExampleDiscovery(() -> List.of(new Target("one"), new Target("two")));
    }

    @Test
    void findsTheOneThatIsAskedFor() throws Exception {
        assertThat(discovery().discover(FakeRequest.plain().with("two"))).containsExactly(Resource.of("example:two"));
    }

    @Test
    void saysSoWhenTheInventoryDoesNotAnswer() {
        ExampleDiscovery discovery = new ExampleDiscovery(() -> {
            throw new IOException("connection refused");
        });

        assertThatThrownBy(() -> discovery.discover(FakeRequest.plain()))
                .isInstanceOf(DiscoveryException.class)
                .hasMessageContaining("connection refused");
    }
}
