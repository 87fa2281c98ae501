package io.nephoscope.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReservedMetadataTest {

    private static final Map<String, String> SERVER =
            Map.of("fqdn", "vm_fqdn", "metering.stack", "2cadc4b4", "project_cos", "dev");

    @Test
    void takesKeysWithAPrefixAndWithoutIt() {
        assertThat(reserved(new ReservedMetadata(List.of("metering."), List.of(), 256), SERVER))
                .isEqualTo(Map.of("stack", "2cadc4b4"));
    }

    @Test
    void takesOtherKeysByName() {
        assertThat(reserved(new ReservedMetadata(List.of("metering."), List.of("fqdn", "nobody.has.it"), 256), SERVER))
                .isEqualTo(Map.of("stack", "2cadc4b4", "fqdn", "vm_fqdn"));
    }

    @Test
    void takesNothingOfNoPrefix() {
        assertThat(reserved(new ReservedMetadata(List.of(), List.of(), 256), SERVER))
                .isNull();
        assertThat(reserved(ReservedMetadata.NONE, SERVER)).isNull();
    }

    @Test
    void replacesDotsAndCutsLongValues() {
        assertThat(reserved(
                        new ReservedMetadata(List.of("metering."), List.of("a.b"), 256),
                        Map.of("metering.autoscale.group", "X".repeat(512), "a.b", "c")))
                .isEqualTo(Map.of("autoscale_group", "X".repeat(256), "a_b", "c"));
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(reserved(new ReservedMetadata(List.of("m."), List.of(), 2), Map.of("m.k", "a😀b")))
                .isEqualTo(Map.of("k", "a😀"));
        assertThat(reserved(new ReservedMetadata(List.of("m."), List.of(), 3), Map.of("m.k", "a😀b")))
                .isEqualTo(Map.of("k", "a😀b"));
    }

    @Test
    void hidesNothingThatIsKnownAlready() {
        assertThat(reserved(
                        new ReservedMetadata(List.of("metering."), List.of("name"), 256),
                        Map.of("metering.ephemeral.gb", "7", "metering.ephemeral_gb", "8", "name", "mine")))
                .isNull();
    }

    @Test
    void keepsTheOrderOfPrefixesAndThenOfKeys() {
        Map<String, String> server = new LinkedHashMap<>();
        server.put("key", "1");
        server.put("b.one", "2");
        server.put("a.one", "3");
        server.put("b.two", "4");

        assertThat(reserved(new ReservedMetadata(List.of("a.", "b."), List.of("key", "b.two"), 256), server))
                .hasToString("{one=2, two=4, key=1, b_two=4}");
    }

    private static @Nullable Object reserved(ReservedMetadata rules, Map<String, String> server) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("name", "instance-0000002a");
        metadata.put("ephemeral_gb", 5L);

        rules.addTo(metadata, server);

        return metadata.get("user_metadata");
    }
}
