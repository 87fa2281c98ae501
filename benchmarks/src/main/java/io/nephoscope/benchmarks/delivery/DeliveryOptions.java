package io.nephoscope.benchmarks.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured.
 *
 * @param rounds how often each peer sends to each queue
 * @param samples of a flood of ours
 * @param seconds how long PerfTest publishes
 * @param minutes how long the agent's CPU is measured; 0 for not at all
 */
record DeliveryOptions(List<QueueKind> queues, List<String> peers, int rounds, int samples, int seconds, int minutes) {

    static final String DISK = "nephoscope-disk";
    static final String MEMORY = "nephoscope-memory";
    static final String CEILOMETER = "ceilometer";
    static final String PERF_TEST = "perf-test";

    /** In the order in which they are measured in the first round. */
    static final List<String> PEERS = List.of(DISK, MEMORY, CEILOMETER, PERF_TEST);

    /** Ceilometer, which takes several times as long, sends this part of a flood. */
    private static final int CEILOMETERS_PART = 10;

    DeliveryOptions {
        queues = List.copyOf(queues);
        peers = List.copyOf(peers);
    }

    static DeliveryOptions parse(String... arguments) {
        DeliveryOptions options = new DeliveryOptions(List.of(QueueKind.values()), PEERS, 5, 400_000, 15, 5);
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        while (!words.isEmpty()) {
            options = options.with(words.pop(), words);
        }
        return options;
    }

    private DeliveryOptions with(String option, Deque<String> words) {
        return switch (option) {
            case "--quick" -> new DeliveryOptions(queues, peers, 1, 100_000, 8, 1);
            case "--queues" ->
                new DeliveryOptions(
                        list(option, words).map(QueueKind::of).toList(), peers, rounds, samples, seconds, minutes);
            case "--peers" ->
                new DeliveryOptions(
                        queues,
                        list(option, words).map(DeliveryOptions::known).toList(),
                        rounds,
                        samples,
                        seconds,
                        minutes);
            case "--rounds" -> new DeliveryOptions(queues, peers, number(option, words, 1), samples, seconds, minutes);
            case "--samples" ->
                new DeliveryOptions(queues, peers, rounds, number(option, words, 1000), seconds, minutes);
            case "--seconds" -> new DeliveryOptions(queues, peers, rounds, samples, number(option, words, 5), minutes);
            case "--minutes" -> new DeliveryOptions(queues, peers, rounds, samples, seconds, number(option, words, 0));
            default -> throw new IllegalArgumentException("unknown option: " + option);
        };
    }

    private static Stream<String> list(String option, Deque<String> words) {
        return Stream.of(value(option, words).split(",", -1));
    }

    private static String known(String peer) {
        if (!PEERS.contains(peer)) {
            throw new IllegalArgumentException("no such peer: %s; there are %s".formatted(peer, PEERS));
        }
        return peer;
    }

    private static int number(String option, Deque<String> words, int least) {
        String word = value(option, words);
        if (!word.matches("[0-9]{1,6}") || Integer.parseInt(word) < least) {
            throw new IllegalArgumentException(
                    "%s needs a number from %d to 999999: %s".formatted(option, least, word));
        }
        return Integer.parseInt(word);
    }

    private static String value(String option, Deque<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.pop();
    }

    /** How many samples Ceilometer sends. */
    int ceilometers() {
        return samples / CEILOMETERS_PART;
    }

    /** The peers in the order of a round, which begins with another one each time. */
    List<String> turn(int round) {
        int first = round % Math.max(1, peers.size());
        return Stream.concat(peers.stream().skip(first), peers.stream().limit(first))
                .toList();
    }
}
