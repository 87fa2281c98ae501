package io.nephoscope.support.process;

import io.nephoscope.support.process.ProcessOutcome.Cause;
import io.nephoscope.support.process.ProcessOutcome.Exited;
import io.nephoscope.support.process.ProcessOutcome.NotStarted;
import io.nephoscope.support.process.ProcessOutcome.OutputTooLarge;
import io.nephoscope.support.process.ProcessOutcome.TimedOut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs on the caller's thread. A run takes its timeout and {@link ProcessTree#PATIENCE} at most, whatever
 * the program and those that it started do. Standard input is empty and there is no terminal to ask for passwords.
 * A program that ends by itself ends its output too: what it leaves running is left alone, as by a shell, but no
 * longer read.
 *
 * <p>What could not be ended is remembered, and the same command is not started again while it is there: a device that
 * hangs costs one process, not one for each cycle. Any thread may call it.
 */
public final class ProgramRunner {

    private static final int CHUNK = 8192;
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(16);

    private final ProcessStarter starter = new ProcessStarter();
    /** What could not be ended, with the words of the command that it came of. */
    private final Map<ProcessHandle, List<String>> survivors = new ConcurrentHashMap<>();

    private final Signals signals;

    /** A runner that has run nothing yet. */
    public ProgramRunner() {
        this(new Signals());
    }

    ProgramRunner(Signals signals) {
        this.signals = signals;
    }

    /**
     * Runs a program and waits for its end.
     *
     * @throws InterruptedException if the thread was interrupted; the program was ended then with all that it started
     */
    public ProcessOutcome run(Command command) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        survivors.keySet().removeIf(process -> !ProcessTree.isRunning(process));
        List<Long> hanging = hanging(command);
        if (!hanging.isEmpty()) {
            return new NotStarted(
                    Cause.EARLIER_RUN_HANGS, "what was started earlier cannot be ended, process " + hanging.get(0));
        }
        long deadline = System.nanoTime() + command.timeout().toNanos();
        ProcessTree tree = new ProcessTree(signals);
        Process process;
        try {
            process = starter.start(command, tree);
        } catch (ProcessStarter.NotStartedException e) {
            return e.outcome();
        }
        return new Run(command, process, tree, deadline).await();
    }

    private List<Long> hanging(Command command) {
        return survivors.entrySet().stream()
                .filter(survivor -> survivor.getValue().equals(command.words()))
                .map(survivor -> survivor.getKey().pid())
                .sorted()
                .toList();
    }

    private static List<Long> ids(Set<ProcessHandle> processes) {
        return processes.stream().map(ProcessHandle::pid).sorted().toList();
    }

    /** One program that runs. Used by the one thread that runs it. */
    private final class Run {

        private final Command command;
        private final Process process;
        private final ProcessTree tree;
        private final long deadline;
        private final ByteArrayOutputStream output = new ByteArrayOutputStream();
        private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
        private final byte[] chunk = new byte[CHUNK];

        Run(Command command, Process process, ProcessTree tree, long deadline) {
            this.command = command;
            this.process = process;
            this.tree = tree;
            this.deadline = deadline;
        }

        /**
         * Holds the monitors of both streams until they are closed. For when the program exits, a thread of the JDK
         * reads what is left in its pipes, under these monitors, until there is nothing: without end and bound, if a
         * child that was left behind goes on writing.
         */
        ProcessOutcome await() throws InterruptedException {
            InputStream out = process.getInputStream();
            InputStream err = process.getErrorStream();
            try {
                synchronized (out) {
                    synchronized (err) {
                        try (out;
                                err) {
                            return read(out, err);
                        }
                    }
                }
            } catch (IOException e) {
                end();
                return new NotStarted(Cause.OTHER, "its output could not be read: " + e.getMessage());
            } catch (InterruptedException | RuntimeException | Error e) {
                end();
                throw e;
            }
        }

        /** Never blocks in a read: a grandchild may hold a pipe open for ever. */
        private ProcessOutcome read(InputStream out, InputStream err) throws IOException, InterruptedException {
            long pause = FIRST_PAUSE;
            while (true) {
                boolean exited = !process.isAlive();
                int read = take(out, output) + take(err, errors);
                long left = deadline - System.nanoTime();
                if (output.size() + (long) errors.size() > command.maxOutput()) {
                    return new OutputTooLarge(end());
                } else if (exited && read == 0) {
                    return exited();
                } else if (left <= 0) {
                    List<Long> remaining = end();
                    return new TimedOut(said(output), said(errors), remaining);
                } else if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                pause = read > 0 ? FIRST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
                if (read == 0) {
                    process.waitFor(Math.min(pause, left), TimeUnit.NANOSECONDS);
                }
            }
        }

        /** Takes what is there, one byte more than there may be at most. */
        private int take(InputStream stream, ByteArrayOutputStream sink) throws IOException {
            long room = command.maxOutput() + 1L - output.size() - errors.size();
            int ready = (int) Math.min(Math.min(stream.available(), chunk.length), room);
            int read = ready > 0 ? stream.read(chunk, 0, ready) : 0;
            if (read <= 0) {
                return 0;
            }
            sink.write(chunk, 0, read);
            return read;
        }

        private ProcessOutcome exited() {
            NotStarted refused = starter.refusal(process.exitValue(), said(command.mergesErrors() ? output : errors));
            return refused == null ? new Exited(process.exitValue(), said(output), said(errors)) : refused;
        }

        private ProgramOutput said(ByteArrayOutputStream sink) {
            return new ProgramOutput(sink.toByteArray());
        }

        private List<Long> end() {
            Set<ProcessHandle> remaining = tree.end(process.toHandle());
            remaining.forEach(process -> survivors.put(process, command.words()));
            return ids(remaining);
        }
    }
}
