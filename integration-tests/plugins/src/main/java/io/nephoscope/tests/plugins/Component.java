package io.nephoscope.tests.plugins;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A component as a jar's XML describes it.
 *
 * @param name also the name of its XML
 * @param services the types that it is registered with
 * @param properties of the service; line feeds part the values of a list
 * @param attributes of the XML's root, such as {@code activate}
 */
public record Component(
        String name,
        Class<?> type,
        List<Class<?>> services,
        Map<String, String> properties,
        Map<String, String> attributes) {

    /** One without properties. */
    public static Component of(String name, Class<?> type, Class<?>... services) {
        return new Component(name, type, List.of(services), Map.of(), Map.of());
    }

    /** The same with one more property. */
    public Component property(String key, String value) {
        return new Component(name, type, services, with(properties, key, value), attributes);
    }

    /** The same with one more attribute. */
    public Component attribute(String key, String value) {
        return new Component(name, type, services, properties, with(attributes, key, value));
    }

    String file() {
        return "OSGI-INF/" + name + ".xml";
    }

    String xml() {
        String root = attributes.entrySet().stream()
                .map(attribute -> " %s=\"%s\"".formatted(attribute.getKey(), attribute.getValue()))
                .collect(Collectors.joining());
        String values = properties.entrySet().stream()
                .map(property -> propertyXml(property.getKey(), property.getValue()))
                .collect(Collectors.joining());
        String provided = services.stream()
                .map(service -> "<provide interface=\"%s\"/>".formatted(service.getName()))
                .collect(Collectors.joining("", "<service>", "</service>"));
        return """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s"%s>
                %s%s
                <implementation class="%s"/>
                </scr:component>
                """.formatted(name, root, values, services.isEmpty() ? "" : provided, type.getName());
    }

    private static String propertyXml(String key, String value) {
        return value.contains("\n")
                ? "<property name=\"%s\">%s</property>".formatted(key, value)
                : "<property name=\"%s\" value=\"%s\"/>".formatted(key, value);
    }

    private static Map<String, String> with(Map<String, String> all, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(all);
        more.put(key, value);
        return more;
    }
}
