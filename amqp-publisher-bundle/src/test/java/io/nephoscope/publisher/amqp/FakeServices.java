package io.nephoscope.publisher.amqp;

import static java.util.Objects.requireNonNull;

import io.nephoscope.api.files.TextFileListener;
import io.nephoscope.api.publisher.Publisher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** Stands for the registry of services: what is registered, with its properties of now. */
final class FakeServices {

    /** In the order of registration. */
    final List<Registered<?>> all = new ArrayList<>();

    /** Of one user; the framework asks a factory once for each, and gives back what is left when the service goes. */
    final class Registered<T> implements ServiceRegistration<T> {

        final Object service;
        private Dictionary<String, ?> properties;
        private @Nullable Publisher made;

        Registered(Object service, Dictionary<String, ?> properties) {
            this.service = service;
            this.properties = properties;
            all.add(this);
        }

        Object property(String name) {
            return requireNonNull(properties.get(name));
        }

        @SuppressWarnings({"unchecked", "NullAway"}) // The bundle that asks is of no account.
        Publisher use() {
            Publisher now = made == null
                    ? ((ServiceFactory<Publisher>) service)
                            .getService((Bundle) null, (ServiceRegistration<Publisher>) this)
                    : made;
            made = now;
            return now;
        }

        @SuppressWarnings({"unchecked", "NullAway"})
        void giveBack() {
            Publisher now = made;
            made = null;
            if (now != null) {
                ((ServiceFactory<Publisher>) service)
                        .ungetService((Bundle) null, (ServiceRegistration<Publisher>) this, now);
            }
        }

        @Override
        public ServiceReference<T> getReference() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setProperties(Dictionary<String, ?> newProperties) {
            properties = newProperties;
        }

        @Override
        public void unregister() {
            giveBack();
            all.remove(this);
        }
    }

    ServiceRegistration<?> registerPublisher(ServiceFactory<Publisher> maker, Dictionary<String, ?> properties) {
        return new Registered<Publisher>(maker, properties);
    }

    ServiceRegistration<?> registerFiles(TextFileListener listener, Dictionary<String, ?> properties) {
        return new Registered<TextFileListener>(listener, properties);
    }

    /** The publisher of this name. */
    Registered<?> publisher(String name) {
        return all.stream()
                .filter(each -> each.service instanceof ServiceFactory<?>)
                .filter(each -> name.equals(each.property("publisher.name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no publisher " + name));
    }

    List<Object> publishers() {
        return all.stream()
                .filter(each -> each.service instanceof ServiceFactory<?>)
                .map(each -> each.property("publisher.name"))
                .toList();
    }

    /** The files that are listened to. */
    List<String> followedFiles() {
        return listeners()
                .flatMap(each -> Stream.of((String[]) each.property(TextFileListener.PATH)))
                .toList();
    }

    /** Tells all listeners that a file has changed. */
    void tellOfChange() {
        listeners().toList().forEach(each -> ((TextFileListener) each.service).changed(Path.of("any"), "", true));
    }

    private Stream<Registered<?>> listeners() {
        return all.stream().filter(each -> each.service instanceof TextFileListener);
    }

    static Dictionary<String, ?> properties(String... keysAndValues) {
        Map<String, Object> map = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return FrameworkUtil.asDictionary(map);
    }
}
