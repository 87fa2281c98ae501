package io.nephoscope.support.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A program and all that came of it. A process belongs to it that descends from one that does, that is in the
 * program's session, or that has its mark in the environment: whoever leaves one of the three is known by another.
 * Without {@code /proc} only descent is known. Used by one thread.
 */
final class ProcessTree {

    /** How long ending it may take: what is there after that hangs in the kernel or belongs to somebody else. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Path PROC = Path.of("/proc");
    private static final String VARIABLE = "NEPHOSCOPE_RUN";
    private static final long PAUSE = Duration.ofMillis(1).toNanos();
    /** Rounds that must find nothing: what was born while the first of them looked is seen by the next. */
    private static final int QUIET_ROUNDS = 2;

    private final String mark = VARIABLE + "=" + UUID.randomUUID();
    private final Signals signals;
    /** Alive or not; a handle knows when its process began and is not mistaken for a later one of the same number. */
    private final Set<ProcessHandle> known = new HashSet<>();

    /** One process as the kernel shows it. */
    private record Entry(long pid, long parent, long session) {}

    ProcessTree(Signals signals) {
        this.signals = signals;
    }

    /** Adds the mark to the environment of a program that is to be started. */
    void mark(Map<String, String> environment) {
        environment.put(VARIABLE, mark.substring(VARIABLE.length() + 1));
    }

    /**
     * Ends every process of the tree, and those that are born meanwhile. An interrupt does not shorten it.
     *
     * <p>The program's group is stopped before anybody is looked for: a flood of processes leaves no time to look, and
     * whose parent has ended is not known by his descent.
     *
     * @return who could not be ended
     */
    Set<ProcessHandle> end(ProcessHandle program) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        known.add(program);
        if (program.isAlive()) {
            signals.signalGroup("STOP", program.pid(), deadline);
        }
        int quiet = 0;
        do {
            if (find(program.pid())) {
                signals.signalGroup("KILL", program.pid(), deadline);
            }
            List<ProcessHandle> running =
                    known.stream().filter(ProcessTree::isRunning).toList();
            running.forEach(signals::kill);
            quiet = running.isEmpty() ? quiet + 1 : 0;
            LockSupport.parkNanos(running.isEmpty() ? 0 : PAUSE);
        } while (quiet < QUIET_ROUNDS && System.nanoTime() < deadline);
        known.removeIf(process -> !isRunning(process));
        return Set.copyOf(known);
    }

    /**
     * Adds to those that are known whom the kernel shows now.
     *
     * @return whether anybody is in the program's session, so that no other group can have its number
     */
    private boolean find(long session) {
        List<Entry> entries = entries();
        if (entries.isEmpty()) {
            List.copyOf(known).stream().flatMap(ProcessHandle::descendants).forEach(known::add);
            return false;
        }
        Set<Long> members = new HashSet<>();
        known.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::pid).forEach(members::add);
        Predicate<Entry> isMember = entry -> entry.session == session || isMarked(entry.pid);
        entries.stream().filter(isMember).map(Entry::pid).forEach(members::add);
        while (members.addAll(childrenOf(members, entries))) {
            // Until nobody new is found; each round adds one generation.
        }
        members.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).forEach(known::add);
        return entries.stream().anyMatch(entry -> entry.session == session);
    }

    private static List<Long> childrenOf(Set<Long> members, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> members.contains(entry.parent))
                .map(Entry::pid)
                .toList();
    }

    private static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path process : processes) {
                stat(process).forEach(entries::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return entries;
    }

    /** None if the process has ended, or is but waiting for its parent to hear of its end. */
    private static Stream<Entry> stat(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            // The name stands in parentheses and may hold anything, even those.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5);
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return Stream.empty();
            }
            long pid = Long.parseLong(process.getFileName().toString());
            return Stream.of(new Entry(pid, Long.parseLong(fields[1]), Long.parseLong(fields[3])));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Stream.empty();
        }
    }

    /** Alive, and not only waiting for somebody to hear of its end: not everywhere is anybody who does. */
    static boolean isRunning(ProcessHandle process) {
        Path entry = PROC.resolve(Long.toString(process.pid()));
        return process.isAlive()
                && (!Files.exists(entry) || stat(entry).findAny().isPresent());
    }

    private boolean isMarked(long pid) {
        try {
            Path environment = PROC.resolve(Long.toString(pid)).resolve("environ");
            return Files.readString(environment, StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException e) {
            return false;
        }
    }
}
