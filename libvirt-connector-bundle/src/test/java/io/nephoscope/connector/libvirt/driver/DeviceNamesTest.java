package io.nephoscope.connector.libvirt.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DeviceNamesTest {

    private static final String DESCRIPTION = "<domain><devices><disk><target dev='vda'/></disk>"
            + "<interface><target dev='tap0'/></interface></devices></domain>";
    private static final DeviceNames NONE = new DeviceNames(List.of(), List.of());

    @Test
    void areThoseOfDisksAndInterfaces() {
        assertThat(DeviceNames.of(DESCRIPTION)).isEqualTo(new DeviceNames(List.of("tap0"), List.of("vda")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><d><disk><target dev='&b;'/></disk></d>",
                "<!DOCTYPE d [<!ENTITY spy SYSTEM 'file:///etc/hostname'>]><d><disk><target dev='&spy;'/></disk></d>",
                "<domain><disk><target dev='&spy;'/></disk></domain>",
                "<domain>",
                ""
            })
    void areNoneWhereADescriptionIsHostile(String description) {
        assertThat(DeviceNames.of(description)).isEqualTo(NONE);
    }

    @Test
    void areReadBesideWhatIsNestedDeeperThanLibvirtNests() {
        assertThat(DeviceNames.of(besideDepth(150)).disks()).containsExactly("vda");
    }

    @Test
    void areNoneWhereElementsAreNestedWithoutEnd() {
        assertThat(DeviceNames.of(besideDepth(100_000))).isEqualTo(NONE);
    }

    private static String besideDepth(int depth) {
        return DESCRIPTION.replace("<devices>", "<a>".repeat(depth) + "</a>".repeat(depth) + "<devices>");
    }

    @Test
    void areReadOrNoneWhateverComes() {
        SplittableRandom random = new SplittableRandom(20_261_129);

        for (int mutation = 0; mutation < 5_000; mutation++) {
            StringBuilder text = new StringBuilder(DESCRIPTION);
            for (int times = random.nextInt(3); times >= 0; times--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x300));
            }

            assertThat(DeviceNames.of(text.toString())).isNotNull();
        }
    }
}
