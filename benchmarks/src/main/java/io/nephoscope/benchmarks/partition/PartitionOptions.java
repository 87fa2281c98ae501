package io.nephoscope.benchmarks.partition;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.NoSuchElementException;

/**
 * What is simulated.
 *
 * @param faults how many an hour
 */
record PartitionOptions(int agents, int resources, int hours, long seed, int faults, int slots) {

    static final String USAGE = """
            Usage: benchmarks/partition [OPTION…]

            Runs the code by which agents share resources out, under a virtual clock, with a simulated
            engine and consumer: agents come, stop, are killed, are paused, are cut off, and restart one
            after the other; the engine goes away. It prints what was lost and doubled of all polls, how
            many resources moved beside how many had to, and what the engine had to do.

              --agents N       how many there are (default: 1000)
              --resources N    how many are shared out, polled each minute (default: 100000)
              --hours N        of the virtual clock (default: 24)
              --seed N         of latencies, clocks and faults; of one seed all is the same (default: 1)
              --faults N       how many an hour (default: 12); 0 for none
              --slots N        hash slots (default: 4096; 16384 for more than 100 agents)
              --help
            """;

    private static final int MANY = 100;
    private static final int FEW_SLOTS = 4096;
    private static final int MANY_SLOTS = 16_384;

    /** @throws IllegalArgumentException with what is wrong */
    static PartitionOptions parse(String... arguments) {
        PartitionOptions options = new PartitionOptions(1000, 100_000, 24, 1, 12, 0);
        Deque<String> words = new ArrayDeque<>(Arrays.asList(arguments));
        while (!words.isEmpty()) {
            String option = words.remove();
            try {
                options = options.with(option, words.remove());
            } catch (NoSuchElementException e) {
                throw new IllegalArgumentException(option + " needs a value", e);
            }
        }
        int usual = options.agents > MANY ? MANY_SLOTS : FEW_SLOTS;
        return options.slots > 0
                ? options
                : new PartitionOptions(
                        options.agents, options.resources, options.hours, options.seed, options.faults, usual);
    }

    private PartitionOptions with(String option, String value) {
        return switch (option) {
            case "--agents" -> new PartitionOptions(number(value, 1), resources, hours, seed, faults, slots);
            case "--resources" -> new PartitionOptions(agents, number(value, 1), hours, seed, faults, slots);
            case "--hours" -> new PartitionOptions(agents, resources, number(value, 1), seed, faults, slots);
            case "--seed" -> new PartitionOptions(agents, resources, hours, number(value, 0), faults, slots);
            case "--faults" -> new PartitionOptions(agents, resources, hours, seed, number(value, 0), slots);
            case "--slots" -> new PartitionOptions(agents, resources, hours, seed, faults, number(value, 1));
            default -> throw new IllegalArgumentException("there is no option " + option);
        };
    }

    private static int number(String text, int least) {
        try {
            int number = Integer.parseInt(text);
            if (number < least) {
                throw new IllegalArgumentException(text + " is too small");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " is no number", e);
        }
    }
}
