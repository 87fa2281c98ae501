package io.nephoscope.core.registry;

import io.nephoscope.core.plugin.Access;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.Use;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One service: got at its first use, held while it is wanted, given back when its last use ends. The
 * bundle's code is never called under the lock.
 */
final class ServiceHandle<T> implements Access<T> {

    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);

    private final Lookup<T> lookup;
    private final Set<Holder> uses = new HashSet<>();
    private @Nullable CompletableFuture<T> service;
    private @Nullable String failure;
    private boolean wanted;
    private boolean closed;

    ServiceHandle(Lookup<T> lookup) {
        this.lookup = lookup;
    }

    @Override
    public Use<T> open() throws PluginException, InterruptedException {
        CompletableFuture<T> activation = new CompletableFuture<>();
        CompletableFuture<T> current = enter(activation);
        Holder holder = new Holder(Thread.currentThread(), current);
        synchronized (this) {
            uses.add(holder);
        }
        try {
            if (current == activation) {
                activate(activation);
            }
            current.get();
            return holder;
        } catch (ExecutionException e) {
            holder.close();
            throw e.getCause() instanceof PluginException failed ? failed : Guard.failure(e);
        } catch (InterruptedException e) {
            holder.close();
            throw e;
        }
    }

    private synchronized CompletableFuture<T> enter(CompletableFuture<T> activation) throws PluginException {
        if (closed) {
            throw new PluginGoneException();
        }
        if (failure != null) {
            throw new PluginException(failure, null);
        }
        if (service == null) {
            service = activation;
        }
        return service;
    }

    private void activate(CompletableFuture<T> activation) throws InterruptedException {
        try {
            T object = Guard.call(lookup::get);
            if (object == null) {
                throw new PluginException("it cannot be activated, " + lookup.reason(), null);
            }
            activation.complete(object);
        } catch (PluginException e) {
            refuse(e.getMessage());
            activation.completeExceptionally(e);
        } catch (InterruptedException e) {
            forget();
            activation.completeExceptionally(new PluginException("its activation was interrupted", null));
            throw e;
        }
    }

    private synchronized void refuse(@Nullable String reason) {
        failure = reason;
        service = null;
    }

    private synchronized void forget() {
        service = null;
    }

    @Override
    public void keep(boolean wanted) {
        synchronized (this) {
            this.wanted = wanted;
        }
        giveBackIfIdle();
    }

    @Override
    public synchronized boolean isGone() {
        return closed;
    }

    @Override
    public synchronized Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Refuses further uses, waits for those that run, interrupts them when the grace is over, and gives the service back. */
    void close(Duration grace) {
        synchronized (this) {
            closed = true;
        }
        if (!await(grace)) {
            interrupt();
            await(AFTER_INTERRUPT);
        }
        synchronized (this) {
            uses.clear();
        }
        giveBackIfIdle();
    }

    private synchronized boolean await(Duration bound) {
        long end = System.nanoTime() + bound.toNanos();
        try {
            while (isUsedByOthers()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    private boolean isUsedByOthers() {
        return uses.stream().anyMatch(use -> use.thread != Thread.currentThread());
    }

    private synchronized void interrupt() {
        uses.forEach(use -> use.thread.interrupt());
    }

    private void giveBackIfIdle() {
        synchronized (this) {
            if (service == null || !uses.isEmpty() || (wanted && !closed)) {
                return;
            }
            service = null;
        }
        lookup.unget();
    }

    private void leave(Holder holder) {
        synchronized (this) {
            if (!uses.remove(holder)) {
                return;
            }
            notifyAll();
        }
        giveBackIfIdle();
    }

    private final class Holder implements Use<T> {

        private final Thread thread;
        private final CompletableFuture<T> object;

        Holder(Thread thread, CompletableFuture<T> object) {
            this.thread = thread;
            this.object = object;
        }

        @Override
        public T plugin() {
            return object.join();
        }

        @Override
        public void abandon() {
            leave(this);
        }

        @Override
        public void close() {
            leave(this);
        }
    }
}
