package io.nephoscope.core.fake;

import io.nephoscope.core.plugin.Access;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PluginGoneException;
import io.nephoscope.core.plugin.Use;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Access to an object that is simply there, until it is taken away. */
public final class FakeAccess<T> implements Access<T> {

    public final AtomicInteger uses = new AtomicInteger();
    public volatile boolean kept;
    public volatile boolean gone;

    /** Why it cannot be activated. */
    public volatile @Nullable String failure;

    /** What happens when it is taken into use. */
    public volatile Runnable opening = () -> {};

    private final T plugin;

    public FakeAccess(T plugin) {
        this.plugin = plugin;
    }

    @Override
    public Use<T> open() throws PluginException {
        if (gone) {
            throw new PluginGoneException();
        }
        String reason = failure;
        if (reason != null) {
            throw new PluginException(reason, null);
        }
        opening.run();
        uses.incrementAndGet();
        return new Use<>() {
            @Override
            public T plugin() {
                return plugin;
            }

            @Override
            public void abandon() {
                uses.decrementAndGet();
            }

            @Override
            public void close() {
                uses.decrementAndGet();
            }
        };
    }

    @Override
    public void keep(boolean wanted) {
        kept = wanted;
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
