package io.nephoscope.tests.framework;

import static java.util.stream.Collectors.toList;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** A publisher that remembers which pollster gave samples when. */
final class Recorder implements Publisher {

    private record Entry(String pollster, Instant timestamp, int samples) {}

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(SampleBatch batch, Delivery delivery) {
        entries.add(
                new Entry(batch.pollster(), batch.timestamp(), batch.samples().size()));
        delivery.confirmed();
    }

    @Override
    public PublisherStatus status() {
        return PublisherStatus.of(PublisherStatus.State.CONNECTED, "");
    }

    /** How many samples of a pollster came. */
    int samplesOf(String pollster) {
        return entries.stream()
                .filter(entry -> entry.pollster().equals(pollster))
                .mapToInt(Entry::samples)
                .sum();
    }

    /** The times between the polls of a pollster. */
    List<Duration> gapsOf(String pollster) {
        List<Instant> times = entries.stream()
                .filter(entry -> entry.pollster().equals(pollster))
                .map(Entry::timestamp)
                .toList();
        return IntStream.range(1, times.size())
                .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
                .collect(toList());
    }
}
