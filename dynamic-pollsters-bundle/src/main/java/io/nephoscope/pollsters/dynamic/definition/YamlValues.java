package io.nephoscope.pollsters.dynamic.definition;

import io.nephoscope.support.yaml.Mapping;
import io.nephoscope.support.yaml.Problems;
import io.nephoscope.support.yaml.YamlNode;
import io.nephoscope.support.yaml.YamlNumbers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that PyYAML makes of nodes, as expressions know them. A date stays the text that it is written as. */
final class YamlValues {

    private static final int LONG_BITS = 63;

    private YamlValues() {}

    /** @param path the key by which problems are told */
    static @Nullable Object of(YamlNode node, String path, Problems problems) {
        if (node instanceof YamlNode.Sequence sequence) {
            List<@Nullable Object> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(of(item, path, problems)));
            return Collections.unmodifiableList(items);
        }
        if (node instanceof YamlNode.Table table) {
            return Collections.unmodifiableMap(map(table, path, problems));
        }
        return of((YamlNode.Scalar) node);
    }

    /** By keys that need not be texts, in their order; what is merged comes after what is written. */
    static Map<@Nullable Object, @Nullable Object> map(YamlNode.Table table, String path, Problems problems) {
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        for (YamlNode.Entry entry : table.entries()) {
            if (entry.key() instanceof YamlNode.Scalar key) {
                values.put(of(key), of(entry.value(), path, problems));
            }
        }
        Mapping merged = Mapping.of(table, path, problems);
        for (String key : merged.all()) {
            if (!merged.keys().containsKey(key)) {
                merged.get(key).ifPresent(value -> values.putIfAbsent(key, of(value, path, problems)));
            }
        }
        values.remove("<<");
        return values;
    }

    static @Nullable Object of(YamlNode.Scalar scalar) {
        return switch (scalar.type()) {
            case NULL -> null;
            case BOOLEAN -> YamlNumbers.isTrue(scalar);
            case INTEGER ->
                YamlNumbers.integer(scalar).<Object>map(YamlValues::settled).orElse(scalar.text());
            case FLOAT -> YamlNumbers.real(scalar);
            case TEXT, TIMESTAMP, MERGE -> scalar.text();
        };
    }

    private static Number settled(BigInteger value) {
        return value.bitLength() <= LONG_BITS ? (Number) value.longValue() : value;
    }
}
