package io.nephoscope.pollsters.dynamic.sampling;

import io.nephoscope.expression.value.Truth;
import io.nephoscope.pollsters.dynamic.request.Requester;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Remembers answers for a while; of too many the oldest are forgotten. Thread-safe. */
final class AnswerCache {

    private static final int MOST = 10_000;

    private final LongSupplier nanoTime;

    /** Under its own lock. */
    private final Map<String, Kept> answers = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST;
        }
    };

    private record Kept(Object answer, long until) {}

    AnswerCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A requester that asks another only for what is not remembered. An empty answer is not kept. */
    Requester keeping(Duration time, Requester other) {
        if (time.isZero()) {
            return other;
        }
        return (request, remaining) -> {
            String key = request.key();
            Object known = get(key);
            if (known != null) {
                return known;
            }
            Object answer = other.answer(request, remaining);
            if (answer != null && Truth.of(answer)) {
                put(key, new Kept(answer, nanoTime.getAsLong() + time.toNanos()));
            }
            return answer;
        };
    }

    private @Nullable Object get(String key) {
        synchronized (answers) {
            Kept kept = answers.get(key);
            if (kept != null && kept.until() - nanoTime.getAsLong() < 0) {
                answers.remove(key);
                return null;
            }
            return kept == null ? null : kept.answer();
        }
    }

    private void put(String key, Kept kept) {
        synchronized (answers) {
            answers.remove(key);
            answers.put(key, kept);
        }
    }
}
