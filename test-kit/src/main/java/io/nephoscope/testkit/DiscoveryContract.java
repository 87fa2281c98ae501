package io.nephoscope.testkit;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.SharedDiscovery;
import io.nephoscope.api.sample.Resource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the agent expects of every discovery. Extend it in a plugin's tests:
 *
 * <pre>{@code
 * class RoomsTest extends DiscoveryContract {
 *     protected Discovery discovery() { return new Rooms(...); }
 * }
 * }</pre>
 */
public abstract class DiscoveryContract {

    /** A new discovery whose other side answers. */
    protected abstract Discovery discovery();

    /** What it is asked; by default something without a parameter. */
    protected DiscoveryRequest request() {
        return FakeRequest.plain();
    }

    @Test
    void findsWhatIsThere() {
        assertFalse(discover(discovery()).isEmpty(), "it found nothing");
    }

    @Test
    void givesEachResourceAnIdOfItsOwn() {
        Collection<Resource> found = discover(discovery());

        assertFalse(found.stream().anyMatch(Objects::isNull), "it gave null for a resource");
        assertEquals(found.size(), ids(found).size());
        assertFalse(ids(found).contains(""), "a resource has an empty id");
    }

    /** The blacklist, and with several agents the sharing out, go by the ids. */
    @Test
    void givesTheSameIdsInTheNextCycle() {
        Discovery discovery = discovery();

        assertEquals(ids(discover(discovery)), ids(discover(discovery)));
    }

    /** What it gave serves the whole cycle, from several threads. */
    @Test
    void doesNotChangeWhatItGave() {
        Discovery discovery = discovery();

        Collection<Resource> first = discover(discovery);
        List<Resource> before = List.copyOf(first);
        discover(discovery);

        assertEquals(before, List.copyOf(first));
    }

    /** Where several agents share a cloud, one of them discovers and the others read what it wrote. */
    @TestFactory
    Stream<DynamicTest> readsWhatItWrote() {
        return discovery() instanceof SharedDiscovery shared
                ? Stream.of(dynamicTest("shared", () -> assertReadsWhatItWrote(shared)))
                : Stream.empty();
    }

    private void assertReadsWhatItWrote(SharedDiscovery shared) throws IOException {
        List<Resource> found = List.copyOf(discover(shared));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        shared.write(found, out);

        List<Resource> read = List.copyOf(shared.read(new ByteArrayInputStream(out.toByteArray())));

        assertEquals(found, read);
        assertEquals(details(found), details(read));
    }

    private static List<Object> details(Collection<Resource> found) {
        return found.stream().map(Resource::detail).toList();
    }

    private static Set<String> ids(Collection<Resource> found) {
        return found.stream().map(Resource::id).collect(toSet());
    }

    private Collection<Resource> discover(Discovery discovery) {
        Collection<Resource> found = assertDoesNotThrow(() -> discovery.discover(request()));
        assertNotNull(found, "it gave null");
        return found;
    }
}
