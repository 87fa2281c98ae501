package io.nephoscope.benchmarks.cost;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;

/** A component's configuration as it is without a file. */
final class Defaults {

    private Defaults() {}

    static <C extends Annotation> C of(Class<C> configuration) {
        return configuration.cast(Proxy.newProxyInstance(
                configuration.getClassLoader(),
                new Class<?>[] {configuration},
                (proxy, method, arguments) -> method.getDefaultValue()));
    }
}
