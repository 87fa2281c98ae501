package io.nephoscope.core.cycle;

import io.nephoscope.api.cycle.SharedLoadException;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** What is loaded once per cycle: the first to ask loads it, the others wait; failures are remembered. */
final class SharedValues {

    private record Key(Class<?> type, String name) {}

    /** A failure takes the value's place. */
    private record Failed(String message, Throwable cause) {}

    private static final class Load extends CompletableFuture<Object> {
        private final Thread loader = Thread.currentThread();
    }

    private final Map<Key, Load> loads = new ConcurrentHashMap<>();

    <T> T get(Class<T> type, String name, Callable<? extends T> loader) throws InterruptedException {
        Load mine = new Load();
        Load first = loads.putIfAbsent(new Key(type, name), mine);
        if (first == null) {
            load(mine, loader);
            return await(type, mine);
        }
        if (first.loader == Thread.currentThread() && !first.isDone()) {
            throw new IllegalStateException("the loader of " + name + " asks for what it loads");
        }
        return await(type, first);
    }

    private static void load(Load load, Callable<?> loader) throws InterruptedException {
        try {
            load.complete(Guard.call(
                    "loading for the cycle", () -> Objects.requireNonNull(loader.call(), "the loader gave nothing")));
        } catch (PluginException e) {
            load.complete(new Failed(String.valueOf(e.getMessage()), Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException e) {
            load.complete(new Failed("loading it was interrupted", e));
            throw e;
        }
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

    /** Fails whatever this thread is loading: it hangs, and others must not wait for it. */
    void abandon(Thread thread) {
        String reason = "whoever loads it hangs";
        for (Load load : loads.values()) {
            if (load.loader == thread) {
                load.complete(new Failed(reason, new IllegalStateException(reason)));
            }
        }
    }
}
