package io.nephoscope.core.agent;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.osgi.service.component.ComponentException;

/** Configurations as Declarative Services makes them: defaults where nothing is set. */
final class Configs {

    private Configs() {}

    /** A value that is an exception stands for one that cannot be converted. */
    static <T> T of(Class<T> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Object value = values.getOrDefault(method.getName(), method.getDefaultValue());
            if (value instanceof ComponentException refused) {
                throw refused;
            }
            return value;
        }));
    }
}
