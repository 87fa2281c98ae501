package io.nephoscope.faults.partition;

import io.nephoscope.faults.scene.CeilometerAgent;
import io.nephoscope.faults.scene.NephoscopeAgent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What is tried.
 *
 * @param brief whether it is to take minutes
 * @param engine through what agents agree
 * @param peers whose agents are tried
 * @param faults those that were asked for, or all of the form
 * @param crowd how many agents and resources there are
 * @param interval at which all is polled
 * @param rebalance after which costs are looked at; zero for never
 * @param seeds of each fault, which is done once with each
 */
record SharedOptions(
        boolean brief,
        ServerKind engine,
        List<String> peers,
        List<SharedFault> faults,
        Crowd crowd,
        Duration interval,
        Duration rebalance,
        List<Long> seeds) {

    /** Ceilometer's agents, and each second one ours, which shares with them. */
    static final String MIXED = "mixed";

    private static final List<String> PEERS = List.of(NephoscopeAgent.NAME, CeilometerAgent.NAME, MIXED);

    /** How many there are. */
    record Crowd(int agents, int resources) {

        private static final int FEWEST = 2;

        Crowd {
            if (agents < FEWEST || resources < 1) {
                throw new IllegalArgumentException("--agents: 2 or more, --resources: 1 or more");
            }
        }
    }

    static SharedOptions parse(String... arguments) {
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        boolean brief = words.removeIf("--short"::equals);
        ServerKind engine = ServerKind.ZOOKEEPER;
        List<String> peers = List.of(NephoscopeAgent.NAME);
        List<SharedFault> faults = List.of();
        int agents = 5;
        int resources = 200;
        Duration interval = Duration.ofSeconds(brief ? 10 : 60);
        Duration rebalance = Duration.ZERO;
        long seed = 1;
        long rounds = 1;
        while (!words.isEmpty()) {
            String option = words.pop();
            switch (option) {
                case "--engine" -> engine = ServerKind.of(value(option, words));
                case "--peers" -> peers = list(option, words);
                case "--only" ->
                    faults = list(option, words).stream().map(SharedFault::of).toList();
                case "--agents" -> agents = (int) number(option, words);
                case "--resources" -> resources = (int) number(option, words);
                case "--interval" -> interval = Duration.ofSeconds(number(option, words));
                case "--rebalance" -> rebalance = Duration.ofSeconds(number(option, words));
                case "--rounds" -> rounds = number(option, words);
                case "--seed" -> seed = number(option, words);
                default -> throw new IllegalArgumentException("unknown option: " + option);
            }
        }
        if (!PEERS.containsAll(peers)) {
            throw new IllegalArgumentException("--peers: any of " + String.join(", ", PEERS));
        }
        return new SharedOptions(
                brief,
                engine,
                peers,
                faults.isEmpty() ? all(brief, rebalance) : faults,
                new Crowd(agents, resources),
                interval,
                rebalance,
                LongStream.range(seed, seed + rounds).boxed().toList());
    }

    private static List<SharedFault> all(boolean brief, Duration rebalance) {
        return Arrays.stream(SharedFault.values())
                .filter(fault -> !brief || fault.isBrief())
                .filter(fault -> fault != SharedFault.LEVELLED || !rebalance.isZero())
                .toList();
    }

    SharedTiming timing() {
        SharedTiming timing = brief ? SharedTiming.brief(interval) : SharedTiming.usual(interval);
        return timing.rebalanced(rebalance);
    }

    private static List<String> list(String option, Deque<String> words) {
        return List.of(value(option, words).split(",", -1));
    }

    private static long number(String option, Deque<String> words) {
        try {
            return Long.parseLong(value(option, words));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number", e);
        }
    }

    private static String value(String option, Deque<String> words) {
        String value = words.poll();
        if (value == null) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return value;
    }
}
