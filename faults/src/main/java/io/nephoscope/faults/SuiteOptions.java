package io.nephoscope.faults;

import io.nephoscope.faults.scene.CeilometerAgent;
import io.nephoscope.faults.scene.NephoscopeAgent;
import io.nephoscope.faults.scene.Setting.Form;
import io.nephoscope.faults.scene.Setting.Queue;
import io.nephoscope.faults.strike.Fault;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * What is tried.
 *
 * @param faults those that were asked for, or all of the form
 * @param peers to whom they are done
 * @param seed of each fault
 */
record SuiteOptions(Form form, Queue queue, List<Fault> faults, List<String> peers, long seed) {

    private static final List<String> PEERS = List.of(NephoscopeAgent.NAME, CeilometerAgent.NAME);

    static SuiteOptions parse(String... arguments) {
        Form form = Form.FULL;
        Queue queue = Queue.CLASSIC;
        List<Fault> faults = List.of();
        List<String> peers = PEERS;
        long seed = 1;
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        while (!words.isEmpty()) {
            String option = words.pop();
            switch (option) {
                case "--short" -> form = Form.BRIEF;
                case "--queue" -> queue = Queue.valueOf(value(option, words).toUpperCase(Locale.ROOT));
                case "--only" ->
                    faults = list(option, words).stream().map(Fault::of).toList();
                case "--peers" -> peers = list(option, words);
                case "--seed" -> seed = Long.parseLong(value(option, words));
                default -> throw new IllegalArgumentException("unknown option: " + option);
            }
        }
        if (!PEERS.containsAll(peers)) {
            throw new IllegalArgumentException("--peers: any of " + String.join(", ", PEERS));
        }
        return new SuiteOptions(form, queue, faults.isEmpty() ? all(form) : faults, peers, seed);
    }

    private static List<Fault> all(Form form) {
        return Arrays.stream(Fault.values())
                .filter(fault -> form == Form.FULL || fault.isBrief())
                .toList();
    }

    private static List<String> list(String option, Deque<String> words) {
        return List.of(value(option, words).split(",", -1));
    }

    private static String value(String option, Deque<String> words) {
        String value = words.poll();
        if (value == null) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return value;
    }
}
