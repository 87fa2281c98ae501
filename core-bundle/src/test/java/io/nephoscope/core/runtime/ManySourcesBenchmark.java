package io.nephoscope.core.runtime;

import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Plugins.selection;
import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.core.completeness.Completeness;
import io.nephoscope.core.cycle.PollSettings;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.publish.StoreSettings;
import io.nephoscope.core.schedule.SystemTimer;
import io.nephoscope.core.source.Source;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Measures how long a polling.yaml of many sources takes from where it is read to its first poll, with 100 pollsters.
 * Arguments: the number of sources, 10,000 unless given.
 */
public final class ManySourcesBenchmark {

    private static final int POLLSTERS = 100;
    private static final int ROUNDS = 3;

    private ManySourcesBenchmark() {}

    public static void main(String[] args) throws InterruptedException {
        int sources = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
        measure("equal filters of one name", sources, i -> new String[] {"meter.7"});
        measure("different filters of one name", sources, i -> new String[] {"meter." + i % POLLSTERS, "other." + i});
        measure("different filters of ten wildcards", sources, ManySourcesBenchmark::wildcards);
        measure("equal filters that select all", sources, i -> new String[] {"*"});
    }

    private static String[] wildcards(int source) {
        return IntStream.range(0, 10)
                .mapToObj(i -> i == 0 ? "meter." + source % POLLSTERS : "*.other-" + i + "." + source + "*")
                .toArray(String[]::new);
    }

    private static void measure(String what, int count, IntFunction<String[]> meters) throws InterruptedException {
        List<Source> sources = IntStream.range(0, count)
                .mapToObj(i -> polling(source("source-" + i, 60, meters.apply(i)), "test://" + i))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            measure(what, sources);
        }
    }

    private static void measure(String what, List<Source> sources) throws InterruptedException {
        CountDownLatch polled = new CountDownLatch(1);
        Pollster pollster = (resources, poll) -> polled.countDown();
        List<PollsterPlugin> pollsters = IntStream.range(0, POLLSTERS)
                .mapToObj(i -> pollster("meter." + i, pollster))
                .toList();
        Executor threads = task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        };
        try (SystemTimer timer = new SystemTimer()) {
            Engine engine = new Engine(
                    timer,
                    threads,
                    source -> Duration.ZERO,
                    new PluginThreads(System::nanoTime),
                    Engine.Neighbours.NONE,
                    Completeness.inMemory(timer));
            PollSettings polls = new PollSettings(
                    4, 1_000, "", Backoff.exact(Duration.ZERO, Duration.ZERO), PollSettings.Bounds.STANDARD);
            Settings settings = new Settings(Set.of("central"), List.of(), StoreSettings.NONE, polls);
            World world = new World(sources, selection(pollsters, "central"), List.of(), List.of(), settings);
            long started = System.nanoTime();
            engine.follow(world);
            long followed = System.nanoTime();
            polled.await();
            long firstPoll = System.nanoTime();
            Snapshot.withoutPublishers(engine);
            long shown = System.nanoTime();
            long pairs = engine.plan().schedule().assignments().count();
            engine.stop();
            engine.close();
            System.out.printf(
                    "%,d sources, %s, %,d pairs: in force in %d ms, first poll after %d ms, snapshot in %d ms%n",
                    sources.size(),
                    what,
                    pairs,
                    (followed - started) / 1_000_000,
                    (firstPoll - started) / 1_000_000,
                    (shown - firstPoll) / 1_000_000);
        }
    }
}
