package io.nephoscope.benchmarks.cost;

import io.nephoscope.core.plugin.Access;
import io.nephoscope.core.plugin.Use;
import java.util.Optional;

/** A plugin that never goes away. */
record Fixed<T>(T plugin) implements Access<T>, Use<T> {

    @Override
    public Use<T> open() {
        return this;
    }

    @Override
    public void keep(boolean wanted) {}

    @Override
    public boolean isGone() {
        return false;
    }

    @Override
    public Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    public void abandon() {}

    @Override
    public void close() {}
}
