package io.nephoscope.api.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetadataTest {

    @Test
    void keepsOrderAndNulls() {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("z", "last letter");
        source.put("a", null);

        Metadata metadata = Metadata.of(source);

        assertThat(metadata.asMap()).containsExactly(Map.entry("z", "last letter"), entryOfNull("a"));
    }

    @Test
    void widensNumbersAndKeepsTheirKind() {
        Metadata metadata = Metadata.of(Map.of("vcpus", 2, "load", 0.5f, "ports", List.of((short) 22)));

        assertThat(metadata.asMap())
                .containsEntry("vcpus", 2L)
                .containsEntry("load", 0.5)
                .containsEntry("ports", List.of(22L));
    }

    @Test
    void isNotChangedThroughItsSource() {
        List<String> tags = new ArrayList<>(List.of("one"));
        Map<String, Object> source = new LinkedHashMap<>(Map.of("tags", tags));
        Metadata metadata = Metadata.of(source);

        tags.add("two");
        source.put("more", true);

        assertThat(metadata.asMap()).containsOnly(Map.entry("tags", List.of("one")));
    }

    @Test
    void isUnmodifiableAtEveryDepth() {
        Metadata metadata = Metadata.of(Map.of("flavor", Map.of("id", "1"), "tags", List.of("one")));

        assertThat(metadata.asMap()).isUnmodifiable();
        assertThat((Map<?, ?>) metadata.asMap().get("flavor")).isUnmodifiable();
        assertThat((List<?>) metadata.asMap().get("tags")).isUnmodifiable();
    }

    @Test
    void replacesAValueOfTheSameKey() {
        Metadata metadata = Metadata.of(Map.of("name", "instance-1"));

        assertThat(metadata.with("name", "tap0").asMap()).containsOnly(Map.entry("name", "tap0"));
        assertThat(metadata.asMap()).containsEntry("name", "instance-1");
    }

    @Test
    void refusesWhatJsonDoesNotKnow() {
        assertThatThrownBy(() -> Metadata.of(Map.of("id", new UUID(1, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id");
        assertThatThrownBy(() -> Metadata.of(Map.of("outer", Map.of(1, "one"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1");
    }

    @Test
    void refusesMoreTextThanAnyConsumerTakes() {
        String most = "x".repeat(Metadata.MOST_CHARACTERS - "key".length());

        assertThat(Metadata.of(Map.of("key", most)).asMap()).containsOnlyKeys("key");
        assertThatThrownBy(() -> Metadata.of(Map.of("key", List.of(most, "y"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("262145", "262144", "key");
        assertThatThrownBy(() -> Metadata.of(Map.of("key", most)).with("k", "v"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("262146");
    }

    private static Map.Entry<String, Object> entryOfNull(String key) {
        return new java.util.AbstractMap.SimpleEntry<>(key, null);
    }

    @Test
    void isAMapLikeAnyOtherWithFewKeysAndWithMany() {
        for (int size : new int[] {0, 1, 40, 41, 500}) {
            Map<String, Object> source = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                source.put("key" + i, i % 2 == 0 ? "value" + i : null);
            }

            Map<String, Object> values = Metadata.of(source).asMap();

            assertThat(values).isEqualTo(source).hasSameHashCodeAs(source).hasSize(size);
            assertThat(List.copyOf(values.keySet())).isEqualTo(List.copyOf(source.keySet()));
            assertThat(values.containsKey("another")).isFalse();
            assertThat(values.get("another")).isNull();
            assertThat(values.containsKey("key1")).isEqualTo(size > 1);
            assertThatThrownBy(() -> values.put("another", "value")).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
