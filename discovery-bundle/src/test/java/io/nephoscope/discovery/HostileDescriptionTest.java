package io.nephoscope.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.DomainRef;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions that somebody hostile wrote: each is refused, with one line, and costs its own domain alone. */
@Timeout(60)
class HostileDescriptionTest {

    private static final int MUTATIONS = 5_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE domain SYSTEM 'http://127.0.0.1:1/spy.dtd'><domain/>",
                "<!DOCTYPE domain [<!ENTITY spy SYSTEM 'file:///etc/hostname'>]><domain>&spy;</domain>",
                "<!DOCTYPE domain [<!ENTITY % spy SYSTEM 'file:///etc/hostname'> %spy;]><domain/>",
                "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><d>&c;</d>",
                "<domain>&spy;</domain>",
                "<domain xmlns:xi='http://www.w3.org/2001/XInclude'><metadata a='&spy;'/></domain>",
                "<domain/><domain/>",
                "<domain>\u0000</domain>",
                "<domain a='1' a='2'/>",
                "",
                "no XML"
            })
    void refusesWhatLibvirtNeverWrites(String description) {
        assertRefused(description);
    }

    @Test
    void refusesDeepNestingWithoutRunningOutOfStack() {
        assertRefused(inMetadata("<a>".repeat(3_000) + "</a>".repeat(3_000)));
        assertRefused("<a>".repeat(200_000));
    }

    @Test
    void refusesTenMegabytes() {
        assertRefused(inMetadata("x".repeat(10 << 20)));
        assertRefused(inMetadata("<a/>".repeat((10 << 20) / 4)));
        assertRefused(inMetadata("<a/>".repeat(60_000)));
        assertRefused("<domain a='" + "x".repeat(10 << 20) + "'/>");
    }

    @Test
    void refusesThousandsOfAttributes() {
        StringBuilder attributes = new StringBuilder();
        for (int index = 0; index < 50_000; index++) {
            attributes.append(" a").append(index).append("=''");
        }

        assertRefused("<domain" + attributes + "/>");
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        String forged =
                Descriptions.instanceWith("<nova:vcpus>2", "<nova:vcpus>2&#10;2026 ERROR hacked" + "9".repeat(5_000));

        assertThatThrownBy(() -> DomainDescription.parse(forged))
                .isInstanceOf(DescriptionException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("its flavor's vcpus is no number: 2\\n2026")
                        .hasSizeLessThanOrEqualTo(500)
                        .doesNotContain("\n"));
    }

    @Test
    void readsADescriptionWithHundredsOfDevices() throws Exception {
        StringBuilder disks = new StringBuilder("<devices>");
        for (int disk = 0; disk < 1_000; disk++) {
            disks.append("<disk type='file'><source file='/d%d'/><target dev='vd%d'/></disk>".formatted(disk, disk));
        }

        DomainDescription description = DomainDescription.parse(
                        Descriptions.instanceWith("<devices>", disks.toString()))
                .orElseThrow();

        assertThat(description.disks()).hasSize(1_002);
    }

    @Test
    void readsOrRefusesWhateverComes() {
        SplittableRandom random = new SplittableRandom(20_261_129);
        String[] pieces = {
            "<", ">", "&", ";", "'", "\"", "<!--", "]]>", "<![CDATA[", "<?x", "&#0;", "xmlns:nova=''", "\uD800"
        };
        int read = 0;

        for (int mutation = 0; mutation < MUTATIONS; mutation++) {
            StringBuilder text = new StringBuilder(Descriptions.INSTANCE);
            for (int times = random.nextInt(3); times >= 0; times--) {
                int place = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(place, pieces[random.nextInt(pieces.length)]);
                    case 1 -> text.delete(place, Math.min(text.length(), place + random.nextInt(40)));
                    default -> text.setCharAt(place, (char) random.nextInt(0x300));
                }
            }
            read += isRead(text.toString()) ? 1 : 0;
        }

        assertThat(read).isBetween(1, MUTATIONS - 1);
    }

    @Test
    void costsOneDomainAlone() throws Exception {
        FakeHypervisor hypervisor = new FakeHypervisor();
        UUID hostile = new UUID(0, 1);
        UUID honest = new UUID(0, 2);
        hypervisor.put(new DomainRef(hostile, 1, "evil\u001b[2J\nname"), 1, inMetadata("<a>".repeat(100_000)));
        hypervisor.put(new DomainRef(honest, 2, "instance-0000002a"), 1, Descriptions.INSTANCE);

        Collection<Resource> found = new Inventory(
                        hypervisor,
                        new InstanceFactory("compute1", ReservedMetadata.NONE),
                        Duration.ofMinutes(10),
                        System::nanoTime)
                .instances((all, lacking) -> Supplement.Answer.NONE);

        assertThat(found).extracting(Resource::id).containsExactly(honest.toString());
    }

    @Test
    void costsOneInstanceAloneWhereItsMetadataAreTooMuchForASample() throws Exception {
        FakeHypervisor hypervisor = new FakeHypervisor();
        UUID large = new UUID(0, 1);
        UUID honest = new UUID(0, 2);
        hypervisor.put(
                new DomainRef(large, 1, "instance-00000001"),
                1,
                Descriptions.instanceWith("web é €", "x".repeat(300_000)));
        hypervisor.put(new DomainRef(honest, 2, "instance-0000002a"), 1, Descriptions.INSTANCE);

        Collection<Resource> found = new Inventory(
                        hypervisor,
                        new InstanceFactory("compute1", ReservedMetadata.NONE),
                        Duration.ofMinutes(10),
                        System::nanoTime)
                .instances((all, lacking) -> Supplement.Answer.NONE);

        assertThat(found).extracting(Resource::id).containsExactly(honest.toString());
    }

    private static String inMetadata(String more) {
        return Descriptions.instanceWith("<metadata>", "<metadata>" + more);
    }

    private static void assertRefused(String description) {
        assertThatThrownBy(() -> DomainDescription.parse(description))
                .isInstanceOf(DescriptionException.class)
                .satisfies(e ->
                        assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(500).doesNotContain("\n"));
    }

    private static boolean isRead(String description) {
        try {
            DomainDescription.parse(description)
                    .ifPresent(read -> new InstanceFactory("compute1", ReservedMetadata.NONE)
                            .instance(
                                    new DomainRef(new UUID(0, 1), 1, "guest"),
                                    new VolatileState(InstanceState.of(1), Map.of(), null),
                                    read));
            return true;
        } catch (DescriptionException e) {
            return false;
        }
    }
}
