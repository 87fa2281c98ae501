package io.nephoscope.core.registry;

import io.nephoscope.core.plugin.Origin;
import io.nephoscope.support.text.OneLine;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * What a plugin's service says of it. Its properties can be of any type: what does not fit costs this plugin
 * alone, and {@link #refusal} says why.
 */
final class ServiceProperties {

    private final ServiceReference<?> reference;
    private String refusal = "";

    ServiceProperties(ServiceReference<?> reference) {
        this.reference = reference;
    }

    /** Why the plugin cannot be used as it is described, after all properties were read; empty if it can. */
    String refusal() {
        return refusal;
    }

    /** The property that names the plugin; it must be there. */
    String name(String key) {
        String name = text(key);
        if (name.isBlank()) {
            refuse("its service has no property " + key);
        }
        return name;
    }

    /** A property that is one string; empty if it is not there. */
    String text(String key) {
        @Nullable Object value = reference.getProperty(key);
        if (value == null || value instanceof String) {
            return OneLine.of((String) value);
        }
        refuse("its service property " + key + " is no text but of type "
                + value.getClass().getSimpleName());
        return "";
    }

    /** A property that is a string, or an array or a collection of strings. */
    Set<String> texts(String key) {
        @Nullable Object value = reference.getProperty(key);
        Collection<?> values;
        if (value == null) {
            return Set.of();
        } else if (value instanceof Collection<?> collection) {
            values = collection;
        } else if (value instanceof Object[] array) {
            values = Arrays.asList(array);
        } else {
            values = List.of(value);
        }
        Set<String> texts = new LinkedHashSet<>();
        for (Object entry : values) {
            if (entry instanceof String text) {
                texts.add(OneLine.of(text));
            } else {
                refuse("its service property " + key + " holds something that is no text: " + described(entry));
            }
        }
        return Set.copyOf(texts);
    }

    private static String described(@Nullable Object entry) {
        return entry == null ? "null" : entry.getClass().getSimpleName();
    }

    private void refuse(String reason) {
        if (refusal.isEmpty()) {
            refusal = OneLine.of(reason);
        }
    }

    Origin origin() {
        return origin(reference);
    }

    static Origin origin(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null ? new Origin("", "", "") : origin(bundle);
    }

    static Origin origin(Bundle bundle) {
        return new Origin(
                OneLine.of(String.valueOf(bundle.getSymbolicName())),
                bundle.getVersion().toString(),
                bundle.getBundleId() + "/" + bundle.getLastModified());
    }
}
