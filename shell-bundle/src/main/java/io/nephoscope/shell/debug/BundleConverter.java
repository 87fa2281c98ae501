package io.nephoscope.shell.debug;

import java.util.Arrays;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Lets Gogo's commands that take a bundle be given its number or its symbolic name. */
final class BundleConverter implements Converter {

    private final BundleContext context;

    BundleConverter(BundleContext context) {
        this.context = context;
    }

    @Override
    public @Nullable Object convert(Class<?> desired, Object given) {
        if (desired != Bundle.class) {
            return null;
        }
        String name = String.valueOf(given);
        return name.matches("\\d{1,9}")
                ? context.getBundle(Long.parseLong(name))
                : Arrays.stream(context.getBundles())
                        .filter(bundle -> name.equals(bundle.getSymbolicName()))
                        .findFirst()
                        .orElse(null);
    }

    @Override
    public @Nullable CharSequence format(Object target, int level, Converter escape) {
        return target instanceof Bundle bundle ? bundle.getBundleId() + " " + bundle.getSymbolicName() : null;
    }
}
