package io.nephoscope.benchmarks.cloud;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured.
 *
 * @param rounds how many cycles of each peer
 * @param peers their names
 * @param settling how long our agent polls before it is measured
 */
record CloudOptions(List<Scene> scenes, int rounds, List<String> peers, Duration settling, boolean add) {

    static final String OURS = "nephoscope";
    static final String CEILOMETER = "ceilometer";

    private static final List<Integer> LATENCIES = List.of(5, 20, 100);
    private static final List<Load> LOADS = List.of(Load.values());
    private static final List<String> PEERS = List.of(OURS, CEILOMETER);
    private static final int ROUNDS = 5;
    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final Duration BRIEF = Duration.ofSeconds(10);

    /** Reads the command line; each option has a value but {@code --quick} and {@code --add}. */
    static CloudOptions parse(String... arguments) {
        List<Integer> latencies = LATENCIES;
        List<Load> loads = LOADS.stream().filter(load -> !load.isDeclared()).toList();
        List<String> peers = PEERS;
        int rounds = ROUNDS;
        Duration settling = SETTLING;
        boolean add = false;
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        while (!words.isEmpty()) {
            String option = words.pop();
            switch (option) {
                case "--latency" -> latencies = numbers(option, words);
                case "--only" -> loads = loads(option, words);
                case "--peers" -> peers = peers(option, words);
                case "--rounds" -> rounds = number(option, value(option, words));
                case "--settle" -> settling = Duration.ofSeconds(number(option, value(option, words)));
                case "--add" -> add = true;
                case "--quick" -> {
                    latencies = List.of(5);
                    loads = List.of(Load.IMAGES, Load.FLOATING_IPS);
                    rounds = 1;
                    settling = BRIEF;
                }
                default -> throw new IllegalArgumentException("unknown option: " + option);
            }
        }
        return new CloudOptions(scenes(loads, latencies), rounds, peers, settling, add);
    }

    private static List<Scene> scenes(List<Load> loads, List<Integer> latencies) {
        List<Scene> scenes = new ArrayList<>();
        loads.forEach(load -> latencies.forEach(latency -> scenes.add(new Scene(load, latency))));
        return scenes.stream().sorted().distinct().toList();
    }

    private static List<Integer> numbers(String option, Deque<String> words) {
        return Stream.of(value(option, words).split(",", -1))
                .map(word -> number(option, word))
                .toList();
    }

    private static List<Load> loads(String option, Deque<String> words) {
        return Stream.of(value(option, words).split(",", -1))
                .map(CloudOptions::load)
                .toList();
    }

    private static Load load(String label) {
        return LOADS.stream()
                .filter(load -> load.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such part: %s; there are %s"
                        .formatted(label, LOADS.stream().map(Load::label).toList())));
    }

    private static List<String> peers(String option, Deque<String> words) {
        List<String> peers = List.of(value(option, words).split(",", -1));
        for (String peer : peers) {
            if (!PEERS.contains(peer)) {
                throw new IllegalArgumentException("no such peer: %s; there are %s".formatted(peer, PEERS));
            }
        }
        return peers;
    }

    private static String value(String option, Deque<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.pop();
    }

    private static int number(String option, String word) {
        if (!word.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(option + " needs numbers from 1 to 999999: " + word);
        }
        return Integer.parseInt(word);
    }
}
