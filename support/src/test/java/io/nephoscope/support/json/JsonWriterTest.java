package io.nephoscope.support.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    private static final JsonWriter JSON = JsonWriter.plain();

    /** Something that JSON has no word for. */
    private record Point(int x) {}

    @Test
    void writesPlainValues() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put("b", Arrays.asList(true, null, 1.5, "x", TimeUnit.DAYS));
        map.put("c", Map.of());
        map.put("d", new long[] {1, 2});

        assertThat(JSON.text(map)).isEqualTo("{\"a\":1,\"b\":[true,null,1.5,\"x\",\"DAYS\"],\"c\":{},\"d\":[1,2]}");
    }

    @Test
    void writesNumbersOfAnyLength() {
        BigInteger many = BigInteger.TEN.pow(400);

        assertThat(JSON.text(many)).isEqualTo(many.toString());
        assertThat(JSON.text(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(JSON.text(new BigDecimal("1E+1000000000"))).isEqualTo("1E+1000000000");
    }

    @Test
    void writesAsTextsWhatIsNoNumberInJson() {
        assertThat(JSON.text(List.of(Double.NaN, Float.NEGATIVE_INFINITY))).isEqualTo("[\"NaN\",\"-Infinity\"]");
    }

    @Test
    void escapesWhatBreaksAStringALineOrATerminal() {
        assertThat(JSON.text("\"\\\n\r\t\u001b\u0085\u2028ü")).isEqualTo("\"\\\"\\\\\\n\\r\\t\\u001b\\u0085\\u2028ü\"");
        assertThat(JSON.text("\ud83d\ude00\ud83d")).isEqualTo("\"\\ud83d\\ude00\\ud83d\"");
    }

    @Test
    void writesTheViewOfAnObjectOrElseItsText() {
        JsonWriter points = JsonWriter.of(object -> object instanceof Point point ? Map.of("x", point.x()) : null);

        assertThat(points.text(List.of(new Point(3)))).isEqualTo("[{\"x\":3}]");
        assertThat(JSON.text(new Point(3))).isEqualTo("\"Point[x=3]\"");
    }

    @Test
    void refusesAValueThatHoldsItself() {
        List<Object> self = new ArrayList<>();
        self.add(self);

        assertThatIllegalArgumentException().isThrownBy(() -> JSON.text(self));
    }
}
