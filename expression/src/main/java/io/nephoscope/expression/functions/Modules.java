package io.nephoscope.expression.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What stands behind the point of a module's name. */
public final class Modules {

    private static final Map<String, Map<String, Object>> MEMBERS = new TreeMap<>();

    static {
        add("copy", CopyModule.FUNCTIONS);
        add("json", JsonModule.FUNCTIONS);
        add("operator", OperatorModule.FUNCTIONS);
        add("time", TimeModule.FUNCTIONS);
        add("re", RegexModule.FUNCTIONS).putAll(RegexModule.FLAGS);
    }

    private Modules() {}

    private static Map<String, Object> add(String module, List<Function> functions) {
        Map<String, Object> members = new TreeMap<>();
        functions.forEach(function -> members.put(function.name(), function));
        MEMBERS.put(module, members);
        return members;
    }

    public static boolean exists(String module) {
        return MEMBERS.containsKey(module);
    }

    public static List<String> names() {
        return List.copyOf(MEMBERS.keySet());
    }

    public static List<String> members(String module) {
        return new ArrayList<>(MEMBERS.getOrDefault(module, Map.of()).keySet());
    }

    /** A function or constant; null if there is none of this name. */
    public static @Nullable Object find(String module, String name) {
        return MEMBERS.getOrDefault(module, Map.of()).get(name);
    }

    /** Translates a pattern that stands in the expression; null if the function takes none, or flags with it. */
    public static @Nullable Object prepare(Function function, @Nullable Object first, int arguments) {
        boolean pattern = RegexModule.FUNCTIONS.contains(function)
                && function.signature().text().startsWith("pattern")
                && arguments <= RegexModule.argumentsWithoutFlags(function);
        return pattern && first instanceof String text ? RegexModule.compile(text, 0) : null;
    }
}
