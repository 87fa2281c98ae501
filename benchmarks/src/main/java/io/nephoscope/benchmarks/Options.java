package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.peers.Crowd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is measured.
 *
 * @param crowds the guests, the smaller first
 * @param rounds how often each peer is measured with each of them
 * @param peers the names of the peers; none for all
 * @param builds other builds of the agent by the names of their peers: folders with bin/nephoscope in them
 * @param settling how long our agent runs before it is measured
 * @param add whether what is known of other guests from an earlier run is kept
 */
record Options(
        List<Crowd> crowds, int rounds, List<String> peers, Map<String, Path> builds, Duration settling, boolean add) {

    private static final String GUESTS = "1,10,50,100";
    private static final String SIMULATED = "1000,10000";
    private static final int ROUNDS = 5;
    private static final Duration SETTLING = Duration.ofSeconds(200);
    private static final Duration BRIEF = Duration.ofSeconds(15);
    private static final String NONE = "none";
    private static final String BUILD_OF = "=";
    /** All there are, in the order of the tables. */
    static final List<String> PEERS = List.of(
            "nephoscope-rpc", "nephoscope-native", "ceilometer", "collectd", "exporter", "floor", "floor-parallel");

    /** Reads the command line; each option has a value but {@code --quick} and {@code --add}. */
    static Options parse(String... arguments) {
        String guests = GUESTS;
        String simulated = SIMULATED;
        int rounds = ROUNDS;
        List<String> peers = List.of();
        Duration settling = SETTLING;
        boolean add = false;
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        while (!words.isEmpty()) {
            String option = words.pop();
            switch (option) {
                case "--guests" -> guests = value(option, words);
                case "--simulated" -> simulated = value(option, words);
                case "--rounds" -> rounds = number(option, value(option, words));
                case "--peers" -> peers = List.of(value(option, words).split(",", -1));
                case "--settle" -> settling = Duration.ofSeconds(number(option, value(option, words)));
                case "--add" -> add = true;
                case "--quick" -> {
                    guests = "1,10";
                    simulated = "1000";
                    rounds = 1;
                    settling = BRIEF;
                }
                default -> throw new IllegalArgumentException("unknown option: " + option);
            }
        }
        return new Options(crowds(guests, simulated), rounds, names(peers), builds(peers), settling, add);
    }

    /** Whether one of the usual peers is measured: each, unless some peers or builds are named. */
    boolean wants(String peer) {
        return peers.contains(peer) || (peers.isEmpty() && builds.isEmpty());
    }

    private static List<Crowd> crowds(String guests, String simulated) {
        List<Crowd> crowds = new ArrayList<>();
        numbers("--guests", guests).forEach(count -> crowds.add(new Crowd(count, false)));
        numbers("--simulated", simulated).forEach(count -> crowds.add(new Crowd(count, true)));
        return crowds;
    }

    private static List<Integer> numbers(String option, String list) {
        return list.equals(NONE)
                ? List.of()
                : Stream.of(list.split(",", -1))
                        .map(word -> number(option, word))
                        .sorted()
                        .toList();
    }

    private static List<String> names(List<String> peers) {
        List<String> names =
                peers.stream().filter(peer -> !peer.contains(BUILD_OF)).toList();
        for (String name : names) {
            if (!PEERS.contains(name)) {
                throw new IllegalArgumentException(
                        "no such peer: %s; there are %s, and NAME=FOLDER for another build".formatted(name, PEERS));
            }
        }
        return names;
    }

    private static Map<String, Path> builds(List<String> peers) {
        Map<String, Path> builds = new LinkedHashMap<>();
        for (String peer : peers) {
            int end = peer.indexOf(BUILD_OF);
            if (end >= 0) {
                builds.put(buildName(peer.substring(0, end)), buildFolder(peer.substring(end + 1)));
            }
        }
        return builds;
    }

    /** It names a folder below the testbed's, and a column of the file of values. */
    private static String buildName(String name) {
        if (!name.matches("[a-z][a-z0-9.-]{0,30}") || PEERS.contains(name)) {
            throw new IllegalArgumentException(
                    "another build needs a name of its own, of small letters, digits, dots and hyphens: " + name);
        }
        return name;
    }

    private static Path buildFolder(String folder) {
        Path home = Path.of(folder).toAbsolutePath();
        if (!Files.isExecutable(home.resolve("bin/nephoscope"))) {
            throw new IllegalArgumentException("no unpacked build, for bin/nephoscope is not in it: " + home);
        }
        return home;
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
