package io.nephoscope.connector.openstack.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.support.json.EntryShape;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntryShapeTest {

    private final List<JsonObject> entries = new ArrayList<>();

    private void read(EntryShape shape, String page) throws Exception {
        new PageReader("all", shape, entries::add)
                .read(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void holdsEqualTextsOnceAlsoOfNestedObjects() throws Exception {
        read(new EntryShape(Set.of()), """
                {"all": [{"id": "1", "project": "p1", "inner": {"state": "up", "many": ["x", "y"]}},
                         {"id": "2", "project": "p1", "inner": {"state": "up", "many": ["y"]}}]}""");

        assertThat(entries.get(1).values().get("project"))
                .isSameAs(entries.get(0).values().get("project"));
        assertThat(entries.get(1).object("inner").orElseThrow().values().get("state"))
                .isSameAs(entries.get(0).object("inner").orElseThrow().values().get("state"));
    }

    @Test
    void readsEntriesOfChangingKeys() throws Exception {
        read(
                new EntryShape(Set.of("a", "b")),
                "{\"all\": [{\"a\": 1, \"b\": 2}, {\"b\": 3, \"c\": {\"a\": 9}}, {\"a\": 4, \"b\": 5}, {}]}");

        assertThat(entries)
                .extracting(JsonObject::values)
                .containsExactly(Map.of("a", 1L, "b", 2L), Map.of("b", 3L), Map.of("a", 4L, "b", 5L), Map.of());
    }

    @Test
    void takesTheLastOfAKeyThatComesTwice() throws Exception {
        read(new EntryShape(Set.of()), "{\"all\": [{\"a\": 1, \"a\": 2}]}");

        assertThat(entries.get(0).values()).isEqualTo(Map.of("a", 2L));
    }

    @Test
    void isAMapLikeAnyOther() throws Exception {
        read(new EntryShape(Set.of()), "{\"all\": [{\"b\": null, \"a\": []}]}");
        Map<String, Object> same = new LinkedHashMap<>();
        same.put("a", List.of());
        same.put("b", null);

        JsonObject entry = entries.get(0);

        assertThat(entry.values()).isEqualTo(same).hasSameHashCodeAs(same).containsOnlyKeys("b", "a");
        assertThat(entry).isEqualTo(new JsonObject(same));
        assertThat(entry.values().containsKey("b")).isTrue();
        assertThat(entry.values().get("c")).isNull();
    }
}
