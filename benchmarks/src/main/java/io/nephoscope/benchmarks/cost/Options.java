package io.nephoscope.benchmarks.cost;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be measured.
 *
 * @param guests how many guests, one run after the other
 * @param java the Java to measure with
 * @param launcher the script whose options for Java are the shipped ones
 * @param uri the daemon to read; empty for one of our own
 */
record Options(List<Integer> guests, Cycles cycles, Path java, Path launcher, Optional<String> uri) {

    static final String USAGE = """
            Usage: benchmarks/cost [OPTION…]

            Runs the agent's own parts, from libvirt's reply to the finished body of an AMQP message, in
            JVMs of their own, and prints what a sample costs: CPU of the agent's threads and allocated
            bytes, stage by stage, with the options for Java that are shipped and with others.

              --guests N,…       how many guests (default: 1000,10000)
              --cycles N         cycles to measure (default: 100; a tenth for more than 1,000 guests)
              --warm-up N        cycles before (default: 50; a tenth likewise)
              --java PATH        the Java to measure with (default: this one)
              --launcher PATH    bin/nephoscope (default: the one in distribution/)
              --uri URI          a daemon that runs (default: a stand-in of our own)
              --help
            """;

    private static final int MANY = 1000;

    /** How many cycles warm up, and how many are measured. */
    record Cycles(int warmUp, int measured) {

        /** Fewer where each is long. */
        Cycles of(int guests) {
            return guests <= MANY ? this : new Cycles(Math.max(1, warmUp / 10), Math.max(1, measured / 10));
        }
    }

    /** @throws IllegalArgumentException with what is wrong */
    static Options parse(String... arguments) {
        Options options = new Options(
                List.of(1000, 10_000),
                new Cycles(50, 100),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Path.of("distribution/src/main/bin/nephoscope"),
                Optional.empty());
        Deque<String> words = new ArrayDeque<>(Arrays.asList(arguments));
        while (!words.isEmpty()) {
            String option = words.remove();
            try {
                options = options.with(option, words.remove());
            } catch (NoSuchElementException e) {
                throw new IllegalArgumentException(option + " needs a value", e);
            }
        }
        return options;
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--guests" -> new Options(numbers(value), cycles, java, launcher, uri);
            case "--cycles" -> new Options(guests, new Cycles(cycles.warmUp, number(value)), java, launcher, uri);
            case "--warm-up" -> new Options(guests, new Cycles(number(value), cycles.measured), java, launcher, uri);
            case "--java" -> new Options(guests, cycles, Path.of(value), launcher, uri);
            case "--launcher" -> new Options(guests, cycles, java, Path.of(value), uri);
            case "--uri" -> new Options(guests, cycles, java, launcher, Optional.of(value));
            default -> throw new IllegalArgumentException("there is no option " + option);
        };
    }

    private static List<Integer> numbers(String text) {
        return Stream.of(text.split(",")).map(Options::number).toList();
    }

    private static int number(String text) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " is no number", e);
        }
        if (number < 1) {
            throw new IllegalArgumentException(text + " is too small");
        }
        return number;
    }
}
