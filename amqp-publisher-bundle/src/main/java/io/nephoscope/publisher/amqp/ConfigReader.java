package io.nephoscope.publisher.amqp;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a configuration into an annotation type, as Declarative Services would. Those would also show
 * each value, passwords among them, as a property of the component.
 */
final class ConfigReader {

    private ConfigReader() {}

    /** The keys that a type knows. */
    static Set<String> keys(Class<?> type) {
        return Stream.of(type.getDeclaredMethods()).map(ConfigReader::key).collect(toUnmodifiableSet());
    }

    /**
     * Reads all values; what is not given has the type's default.
     *
     * @throws SettingsException if a value is not of its type
     */
    static <T> T read(Class<T> type, Map<String, ?> given) throws SettingsException {
        Map<String, Object> values = new HashMap<>();
        for (Method method : type.getDeclaredMethods()) {
            Object value = given.get(key(method));
            values.put(
                    method.getName(),
                    value == null ? method.getDefaultValue() : convert(key(method), value, method.getReturnType()));
        }
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> values.get(method.getName())));
    }

    private static String key(Method method) {
        return method.getName().replace('_', '.');
    }

    private static Object convert(String key, Object value, Class<?> type) throws SettingsException {
        if (type == String[].class) {
            return texts(value);
        }
        String text = value.toString().strip();
        if (type == String.class) {
            return text;
        }
        return type == boolean.class ? flag(key, text) : number(key, text, type);
    }

    private static String[] texts(Object value) {
        Stream<?> items = value instanceof Object[] array
                ? Arrays.stream(array)
                : value instanceof Collection<?> list
                        ? list.stream()
                        : Arrays.stream(value.toString().split(",", -1));
        return items.map(item -> item.toString().strip())
                .filter(item -> !item.isEmpty())
                .toArray(String[]::new);
    }

    private static boolean flag(String key, String text) throws SettingsException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw new SettingsException(key, "must be true or false, not " + text);
        };
    }

    private static Object number(String key, String text, Class<?> type) throws SettingsException {
        try {
            long number = Long.parseLong(text);
            return type == long.class ? (Object) number : Math.toIntExact(number);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new SettingsException(key, "must be a whole number, not " + text);
        }
    }
}
