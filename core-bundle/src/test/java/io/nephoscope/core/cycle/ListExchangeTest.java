package io.nephoscope.core.cycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.discovery.SharedDiscovery;
import io.nephoscope.api.partition.SharedLists;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.FakeRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListExchangeTest {

    private static final Instant DUE = Instant.parse("2026-01-02T03:04:00Z");
    private static final DiscoveryRequest REQUEST = FakeRequest.plain();

    private final Names discovery = new Names();
    private final Lists lists = new Lists();

    /** Finds one resource, and counts how often. */
    private static final class Names implements SharedDiscovery {

        private int calls;
        private boolean isBroken;
        private boolean isUnwritable;

        @Override
        public Collection<Resource> discover(DiscoveryRequest request) throws DiscoveryException {
            calls++;
            if (isBroken) {
                throw new DiscoveryException("the API is down");
            }
            return List.of(Resource.of("found here"));
        }

        @Override
        public void write(Collection<Resource> resources, OutputStream out) throws IOException {
            if (isUnwritable) {
                throw new IOException("no");
            }
            for (Resource resource : resources) {
                out.write(resource.id().getBytes(UTF_8));
            }
        }

        @Override
        public Collection<Resource> read(InputStream in) throws IOException {
            String text = new String(in.readAllBytes(), UTF_8);
            if (text.equals("torn")) {
                throw new IOException("torn");
            }
            return List.of(Resource.of(text));
        }
    }

    private static final class Lists implements SharedLists {

        private final List<String> given = new ArrayList<>();
        private final List<Duration> waits = new ArrayList<>();
        private boolean isMaker;
        private Optional<String> there = Optional.empty();

        @Override
        public boolean isMaker(String list, Instant due) {
            assertThat(due).isEqualTo(DUE);
            return isMaker;
        }

        @Override
        public Optional<InputStream> take(String list, Instant due, Duration patience) {
            assertThat(due).isEqualTo(DUE);
            waits.add(patience);
            return there.map(text -> new ByteArrayInputStream(text.getBytes(UTF_8)));
        }

        @Override
        public void give(String list, Instant due, Content content) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                content.writeTo(out);
                given.add(list + " " + out.toString(UTF_8));
            } catch (IOException e) {
                given.add(list + " could not be written: " + e.getMessage());
            }
        }

        @Override
        public void decline(String list, Instant due) {
            given.add(list + " could not be made");
        }
    }

    private List<String> found(Instant slotDue) throws Exception {
        return new ListExchange(lists, discovery, "names@60s", slotDue)
                .find(REQUEST).stream().map(Resource::id).toList();
    }

    @Test
    void makesTheListForAll() throws Exception {
        lists.isMaker = true;

        assertThat(found(DUE)).containsExactly("found here");
        assertThat(lists.given).containsExactly("names@60s found here");
        assertThat(lists.waits).isEmpty();
    }

    @Test
    void tellsThatItCouldNotMakeTheList() {
        lists.isMaker = true;
        discovery.isBroken = true;

        assertThatThrownBy(() -> found(DUE)).isInstanceOf(DiscoveryException.class);
        assertThat(lists.given).containsExactly("names@60s could not be made");
    }

    @Test
    void keepsToItselfWhatCannotBeWritten() throws Exception {
        lists.isMaker = true;
        discovery.isUnwritable = true;

        assertThat(found(DUE)).containsExactly("found here");
        assertThat(lists.given).containsExactly("names@60s could not be written: no");
    }

    @Test
    void takesTheListOfAnotherAgentAndAsksNobodyElse() throws Exception {
        lists.there = Optional.of("found elsewhere");

        assertThat(found(DUE)).containsExactly("found elsewhere");
        assertThat(discovery.calls).isZero();
        assertThat(lists.given).isEmpty();
    }

    /** It must still have the time to make its own. */
    @Test
    void makesItsOwnWhenNoneComesInHalfOfItsTime() throws Exception {
        assertThat(found(DUE)).containsExactly("found here");
        assertThat(lists.waits).containsExactly(REQUEST.remaining().dividedBy(2));
        assertThat(lists.given).isEmpty();
    }

    @Test
    void makesItsOwnWhereThatOfAnotherCannotBeRead() throws Exception {
        lists.there = Optional.of("torn");

        assertThat(found(DUE)).containsExactly("found here");
    }

    /** What is polled late takes the list of its due time if that is there; no other agent waits for one of it. */
    @Test
    void waitsForNothingWhenItIsLate() throws Exception {
        lists.isMaker = true;

        assertThat(found(DUE.plusNanos(1_000))).containsExactly("found here");
        assertThat(lists.waits).containsExactly(Duration.ZERO);
        assertThat(lists.given).isEmpty();

        lists.there = Optional.of("found elsewhere");
        assertThat(found(DUE.plusNanos(2_000))).containsExactly("found elsewhere");
    }
}
