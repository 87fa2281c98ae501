package io.nephoscope.connector.openstack.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceLinesTest {

    private static byte[] written(Resource... resources) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResourceLines.write(List.of(resources), out);
        return out.toByteArray();
    }

    private static List<Resource> read(byte[] lines) throws IOException {
        return ResourceLines.read(new ByteArrayInputStream(lines));
    }

    /** Pollsters must not be able to tell who has asked the cloud. */
    @Test
    void readsValuesOfAllTypesAsTheyWere() throws Exception {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("text", "ü \"\n\u2028 \ud83d\ude00 \u0000");
        values.put("long", Long.MIN_VALUE);
        values.put("large", new BigInteger("123456789012345678901234567890"));
        values.put("whole", 3.0);
        values.put("tiny", Double.MIN_VALUE);
        values.put("flag", true);
        values.put("null", null);
        values.put("empty", List.of());
        values.put("objects", List.of(new JsonObject(Map.of("id", "x")), "text", 1L));
        values.put("object", new JsonObject(Map.of("size", 1L)));
        JsonObject detail = new JsonObject(values);

        Resource read = read(written(new Resource("v1", detail))).get(0);

        assertThat(read.id()).isEqualTo("v1");
        assertThat(read.detail()).isEqualTo(detail);
        assertThat(((JsonObject) read.detail()).values().keySet()).containsExactlyElementsOf(values.keySet());
    }

    @Test
    void readsAllInTheirOrderAndTextsAsTexts() throws Exception {
        List<Resource> read = read(written(Resource.of("b"), new Resource("a", "other"), Resource.of("c")));

        assertThat(read).extracting(Resource::id).containsExactly("b", "a", "c");
        assertThat(read).extracting(Resource::detail).containsExactly("b", "other", "c");
        assertThat(read(written())).isEmpty();
    }

    @Test
    void writesOneLineForEach() throws Exception {
        byte[] lines = written(new Resource("v\n1", new JsonObject(Map.of("size", 1L))), Resource.of("b"));

        assertThat(new String(lines, UTF_8))
                .isEqualTo("{\"id\":\"v\\n1\",\"detail\":{\"size\":1}}\n{\"id\":\"b\",\"detail\":\"b\"}\n");
    }

    @Test
    void refusesToWriteADetailOfAnotherType() {
        assertThatThrownBy(() -> written(new Resource("v1", 7)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("v1")
                .hasMessageContaining("java.lang.Integer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing of the kind",
                "[]",
                "{\"id\":\"a\"}",
                "{\"detail\":\"a\"}",
                "{\"id\":1,\"detail\":\"a\"}",
                "{\"id\":\"a\",\"detail\":1}",
                "{\"id\":\"a\",\"detail\":\"a\"}\n{\"id\":\"b\",\"det"
            })
    void refusesToReadWhatItDidNotWrite(String lines) {
        assertThatThrownBy(() -> read(lines.getBytes(UTF_8))).isInstanceOf(IOException.class);
    }

    @Test
    void passesOverWhatALaterVersionAdds() throws Exception {
        assertThat(read("{\"id\":\"a\",\"seen\":{\"x\":[1]},\"detail\":\"d\"}".getBytes(UTF_8)))
                .extracting(Resource::detail)
                .containsExactly("d");
    }
}
