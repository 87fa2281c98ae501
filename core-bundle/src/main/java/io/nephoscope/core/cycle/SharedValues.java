package io.nephoscope.core.cycle;

import io.nephoscope.api.cycle.SharedLoadException;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * What is loaded once per cycle: the first to ask loads it, the others wait; failures are remembered. A cycle
 * joins what another cycle of its series is still loading, if that reads for all pollsters that this one has.
 * Thread-safe. Who loads or waits gives up his worker's place meanwhile.
 */
final class SharedValues {

    private final String series;
    private final Set<String> pollsters;
    private final InFlight inFlight;
    private final Places places;
    private final Map<Key, Load> loads = new ConcurrentHashMap<>();

    /** @param namespace tells apart the values of bundles that name a type which all of them know */
    record Key(Class<?> type, String name, String namespace) {}

    /** What cycles of all series load at this moment. Outlives cycles. */
    static final class InFlight {

        private record Place(String series, Key key) {}

        private final Map<Place, Load> loads = new ConcurrentHashMap<>();

        private Load join(String series, Key key, Load mine) {
            return Objects.requireNonNull(loads.compute(
                    new Place(series, key), (place, other) -> other != null && other.serves(mine) ? other : mine));
        }

        private void done(String series, Key key, Load load) {
            loads.remove(new Place(series, key), load);
        }
    }

    /** The places of a cycle's workers: as many may be taken as pollsters may run at the same time. */
    interface Places {

        /** The poll on this thread asks for a value, which may be there already. */
        void asks(String value);

        /**
         * This thread is going to load a value, or to wait while another does; another worker may take its place.
         *
         * @return whether it had one, which {@link #back} is to be told then
         */
        boolean leave(String value, boolean loads);

        /** This thread goes on. Never waits. */
        void back();

        /** For callers that are no workers of a cycle. */
        Places NONE = new Places() {

            @Override
            public void asks(String value) {}

            @Override
            public boolean leave(String value, boolean loads) {
                return false;
            }

            @Override
            public void back() {}
        };
    }

    /** A failure takes the value's place. */
    private record Failed(String message, Throwable cause) {}

    private static final class Load extends CompletableFuture<Object> {

        private final Thread loader = Thread.currentThread();
        private final Set<String> pollsters;

        Load(Set<String> pollsters) {
            this.pollsters = pollsters;
        }

        boolean serves(Load other) {
            return !isDone() && loader != other.loader && pollsters.containsAll(other.pollsters);
        }
    }

    SharedValues(String series, Set<String> pollsters, InFlight inFlight, Places places) {
        this.series = series;
        this.pollsters = pollsters;
        this.inFlight = inFlight;
        this.places = places;
    }

    <T> T get(Key key, Class<T> type, Callable<? extends T> loader) throws InterruptedException {
        return get(key, type, loader, new Load(pollsters));
    }

    /** The same of a value that is loaded alike whatever a cycle's pollsters are. */
    <T> T getForAll(Key key, Class<T> type, Callable<? extends T> loader) throws InterruptedException {
        return get(key, type, loader, new Load(Set.of()));
    }

    private <T> T get(Key key, Class<T> type, Callable<? extends T> loader, Load mine) throws InterruptedException {
        places.asks(key.name());
        Load load = loads.computeIfAbsent(key, same -> inFlight.join(series, same, mine));
        if (load.isDone()) {
            return await(type, load);
        }
        if (load != mine && load.loader == mine.loader) {
            throw new IllegalStateException("the loader of " + key.name() + " asks for what it loads");
        }
        boolean left = places.leave(key.name(), load == mine);
        try {
            if (load == mine) {
                load(key, mine, loader);
            }
            return await(type, load);
        } finally {
            if (left) {
                places.back();
            }
        }
    }

    /** Ends the load whatever happens: nobody may wait for what nobody loads. */
    private void load(Key key, Load load, Callable<?> loader) throws InterruptedException {
        try {
            load.complete(Guard.call(
                    "loading for the cycle", () -> Objects.requireNonNull(loader.call(), "the loader gave nothing")));
        } catch (PluginException e) {
            load.complete(new Failed(String.valueOf(e.getMessage()), Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException e) {
            load.complete(new Failed("loading it was interrupted", e));
            throw e;
        } finally {
            if (!load.isDone()) {
                fail(load, "loading it ended the thread");
            }
            inFlight.done(series, key, load);
        }
    }

    /** @return whether it had no outcome before */
    private static boolean fail(Load load, String reason) {
        return load.complete(new Failed(reason, new IllegalStateException(reason)));
    }

    private static <T> T await(Class<T> type, Load load) throws InterruptedException {
        try {
            Object outcome = load.get();
            if (outcome instanceof Failed failed) {
                throw new SharedLoadException(failed.message(), failed.cause());
            }
            return type.cast(outcome);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails whatever this thread is loading: it hangs, and others must not wait for it. Never waits. */
    void abandon(Thread thread) {
        loads.forEach((key, load) -> {
            if (load.loader == thread && !load.isDone() && fail(load, "whoever loads it hangs")) {
                inFlight.done(series, key, load);
            }
        });
    }
}
