package io.nephoscope.core.cycle;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.CycleMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;

/** What a cycle is, apart from what it does. */
record CycleContext(Instant startedAt, Duration interval, Series series, Set<String> pollsters, SharedValues values) {

    /** Which cycles follow each other. */
    record Series(String name, CycleMode mode) {

        /** The one that is published at an interval. */
        static Series regular(Duration interval) {
            return new Series(nameOf(interval), CycleMode.REGULAR);
        }
    }

    /** The name of the series that is published at an interval. */
    static String nameOf(Duration interval) {
        return interval.toSeconds() + "s";
    }

    /** The cycle as the plugins of one bundle see it. */
    Cycle seenBy(String bundle) {
        return new Seen(this, bundle);
    }

    private record Seen(CycleContext context, String bundle) implements Cycle {

        @Override
        public Instant startedAt() {
            return context.startedAt();
        }

        @Override
        public Duration interval() {
            return context.interval();
        }

        @Override
        public String series() {
            return context.series().name();
        }

        @Override
        public CycleMode mode() {
            return context.series().mode();
        }

        @Override
        public Set<String> pollsters() {
            return context.pollsters();
        }

        @Override
        public <T> T shared(Class<T> type, String key, Callable<? extends T> loader) throws InterruptedException {
            return context.values().get(new SharedValues.Key(type, key, namespace(type)), type, loader);
        }

        /** A class of Java's own says nothing about who means what by it. */
        private String namespace(Class<?> type) {
            return type.getName().startsWith("java.") ? bundle : "";
        }
    }
}
