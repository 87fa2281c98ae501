package io.nephoscope.benchmarks.cloud;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What is measured.
 *
 * @param agents how many share the cloud
 * @param scene what it has, and how long it takes for an answer
 * @param cycles how many are measured
 */
record ListsOptions(int agents, Scene scene, int cycles, Duration interval, Duration settling) {

    static ListsOptions parse(String... arguments) {
        int agents = 3;
        int latency = 20;
        int cycles = 6;
        int interval = 10;
        int settling = 60;
        Load load = Load.VOLUMES;
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        while (!words.isEmpty()) {
            String option = words.pop();
            switch (option) {
                case "--agents" -> agents = number(option, words);
                case "--latency" -> latency = number(option, words);
                case "--cycles" -> cycles = number(option, words);
                case "--interval" -> interval = number(option, words);
                case "--settle" -> settling = number(option, words);
                case "--large" -> load = Load.VOLUMES_100K;
                default -> throw new IllegalArgumentException("unknown option: " + option);
            }
        }
        return new ListsOptions(
                agents, new Scene(load, latency), cycles, Duration.ofSeconds(interval), Duration.ofSeconds(settling));
    }

    private static int number(String option, Deque<String> words) {
        try {
            return Integer.parseInt(words.pop());
        } catch (NoSuchElementException | NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number", e);
        }
    }
}
