package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Type;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which methods the values of each type have. */
public final class Methods {

    private static final Map<Type, Map<String, Function>> METHODS = new EnumMap<>(Type.class);

    static {
        add(Type.STR, TextMethods.METHODS);
        add(Type.LIST, CollectionMethods.LIST);
        add(Type.TUPLE, CollectionMethods.TUPLE);
        add(Type.RANGE, CollectionMethods.TUPLE);
        add(Type.DICT, CollectionMethods.DICT);
        add(Type.SET, CollectionMethods.SET);
        add(Type.INT, CollectionMethods.INT);
        add(Type.BOOL, CollectionMethods.INT);
        add(Type.FLOAT, CollectionMethods.FLOAT);
        add(Type.MATCH, MatchValue.METHODS);
    }

    private Methods() {}

    private static void add(Type type, List<Function> methods) {
        Map<String, Function> byName = METHODS.computeIfAbsent(type, any -> new TreeMap<>());
        methods.forEach(method -> byName.put(method.name(), method));
    }

    /** The methods of a type; empty for types that have none. */
    public static Map<String, Function> of(Type type) {
        return Map.copyOf(METHODS.getOrDefault(type, Map.of()));
    }

    public static @Nullable Function find(Type type, String name) {
        return METHODS.getOrDefault(type, Map.of()).get(name);
    }

    /** The methods of one name, by the types that have it. */
    public static Map<Type, Function> named(String name) {
        Map<Type, Function> functions = new EnumMap<>(Type.class);
        METHODS.forEach((type, methods) -> {
            Function function = methods.get(name);
            if (function != null) {
                functions.put(type, function);
            }
        });
        return functions;
    }

    /** The names of all methods of all types. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        METHODS.values().forEach(methods -> names.addAll(methods.keySet()));
        return names;
    }
}
