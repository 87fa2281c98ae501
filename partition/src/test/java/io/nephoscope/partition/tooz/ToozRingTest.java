package io.nephoscope.partition.tooz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against what tooz itself computed. */
class ToozRingTest {

    private static JsonNode vectors;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = ToozRingTest.class.getResourceAsStream("hashring.json")) {
            vectors = new ObjectMapper().readTree(in);
        }
    }

    private static ToozRing ring(int members) {
        Map<String, Integer> weights = new TreeMap<>();
        for (int i = 0; i < members; i++) {
            weights.put(vectors.get("nodes").get(i).asText(), 1);
        }
        return new ToozRing(weights);
    }

    @Test
    void hasToozsPoints() {
        List<String> points = new ArrayList<>();
        ring(3).points().forEach(point -> points.add(hex(point)));

        List<String> first = new ArrayList<>();
        vectors.get("first_positions_sorted_hex").forEach(point -> first.add(point.asText()));
        List<String> ofNode0 = new ArrayList<>();
        vectors.get("node0_positions_unsorted_hex_first3").forEach(point -> ofNode0.add(point.asText()));
        assertThat(points).hasSize(vectors.get("partition_count").asInt()).startsWith(first.toArray(String[]::new));
        assertThat(points).containsAll(ofNode0);
    }

    private static String hex(BigInteger point) {
        String digits = point.toString(16);
        return "0".repeat(32 - digits.length()) + digits;
    }

    @Test
    void findsToozsOwnersAlsoWhenAMemberLeaves() {
        assertThat(vectors.get("cases").size()).isGreaterThan(10);
        for (JsonNode one : vectors.get("cases")) {
            String key = one.get("key").asText();
            assertThat(ring(3).owner(key)).as(key).isEqualTo(one.get("owner").asText());
            assertThat(ring(2).owner(key))
                    .as(key)
                    .isEqualTo(one.get("owner_if_node2_leaves").asText());
        }
    }

    @Test
    void sharesThreeThousandOutAsToozDoes() {
        ToozRing ring = ring(3);

        Map<String, Integer> counts = new TreeMap<>();
        IntStream.range(0, 3000).forEach(i -> counts.merge(ring.owner("obj-" + i), 1, Integer::sum));

        assertThat(counts).allSatisfy((node, count) -> assertThat(count)
                .isEqualTo(
                        vectors.get("distribution_of_obj-0..obj-2999").get(node).asInt()));
    }

    @Test
    void hasMorePointsForMoreWeight() {
        assertThat(new ToozRing(Map.of("a", 3)).points()).hasSize(96);
    }

    @Test
    void hasNoOwnerWithoutMembers() {
        assertThat(new ToozRing(Map.of()).owner("r1")).isNull();
    }
}
