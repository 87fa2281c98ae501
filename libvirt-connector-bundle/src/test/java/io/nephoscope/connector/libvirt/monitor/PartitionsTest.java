package io.nephoscope.connector.libvirt.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.libvirt.DomainRef;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionsTest {

    @Test
    void asksFewDomainsWithOneCall() {
        assertThat(Partitions.among(domains(16), 4)).containsExactly(domains(16));
        assertThat(Partitions.among(List.of(), 4)).isEmpty();
    }

    @Test
    void sharesManyOutEvenly() {
        List<List<DomainRef>> parts = Partitions.among(domains(18), 4);

        assertThat(parts).extracting(List::size).containsExactly(4, 5, 4, 5);
        assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(domains(18));
    }

    @Test
    void cutsWhatIsStuckDownToSingleDomains() {
        List<List<DomainRef>> once = Partitions.finer(List.of(domains(25)));
        List<List<DomainRef>> twice = Partitions.finer(once);

        assertThat(once).hasSize(6).allSatisfy(part -> assertThat(part).hasSizeBetween(4, 5));
        assertThat(twice).hasSize(25).allSatisfy(part -> assertThat(part).hasSize(1));
    }

    private static List<DomainRef> domains(int count) {
        return IntStream.range(0, count).mapToObj(FakeGuests::ref).toList();
    }
}
