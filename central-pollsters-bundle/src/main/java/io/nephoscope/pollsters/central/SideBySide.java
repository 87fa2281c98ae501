package io.nephoscope.pollsters.central;

import io.nephoscope.api.sample.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks for many resources at once, with threads of its own, which end with it. */
final class SideBySide {

    /** A few more than the connector lets one service be asked at once, so that it decides. */
    private static final int THREADS = 20;

    private SideBySide() {}

    /** Asks for one resource. What it throws is its own to remember. */
    @FunctionalInterface
    interface Question {

        void ask(Resource resource) throws Exception;
    }

    /**
     * Asks for each.
     *
     * @param within the time after which those are interrupted that have not come back
     * @return the ids of these
     */
    static Set<String> ask(Collection<Resource> resources, Question question, Duration within)
            throws InterruptedException {
        if (resources.isEmpty()) {
            return Set.of();
        }
        List<Callable<String>> calls = new ArrayList<>(resources.size());
        for (Resource resource : resources) {
            calls.add(() -> {
                question.ask(resource);
                return resource.id();
            });
        }
        AtomicInteger threads = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(THREADS, resources.size()), task -> {
            Thread thread = new Thread(task, "central-pollsters-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<String>> answers = workers.invokeAll(calls, within.toNanos(), TimeUnit.NANOSECONDS);
            Set<String> late = new HashSet<>();
            int index = 0;
            for (Resource resource : resources) {
                if (answers.get(index++).isCancelled()) {
                    late.add(resource.id());
                }
            }
            return late;
        } finally {
            workers.shutdownNow();
        }
    }
}
