package org.example.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.DiscoveryContract;
import io.nephoscope.testkit.FakeRequest;
import org.junit.jupiter.api.Test;

// #region test
class RoomDiscoveryTest extends DiscoveryContract {

    @Override
    protected Discovery discovery() {
        return new RoomDiscovery(new FakeBuilding());
    }

    @Test
    void findsTheRoomsOfAFloor() throws Exception {
        assertThat(discovery().discover(FakeRequest.plain().with("1"))).containsExactly(Resource.of("kitchen"));
    }
}
// #endregion
