package io.nephoscope.support.process;

import java.util.List;

/** What became of a program that was to run. */
public sealed interface ProcessOutcome {

    /**
     * It ended by itself, well or not.
     *
     * @param exitCode 128 and the signal's number where a signal ended it
     * @param errors empty where errors were merged into the output
     */
    record Exited(int exitCode, ProgramOutput output, ProgramOutput errors) implements ProcessOutcome {}

    /**
     * Its time was over, and it was ended with all that it had started.
     *
     * @param output what it had said until then
     * @param survivors ids of processes that could not be ended: they hang in the kernel, or belong to somebody else
     */
    record TimedOut(ProgramOutput output, ProgramOutput errors, List<Long> survivors) implements ProcessOutcome {

        public TimedOut {
            survivors = List.copyOf(survivors);
        }
    }

    /**
     * It said more than it may, and was ended with all that it had started. Nothing of its output is kept.
     *
     * @param survivors as in {@link TimedOut}
     */
    record OutputTooLarge(List<Long> survivors) implements ProcessOutcome {

        public OutputTooLarge {
            survivors = List.copyOf(survivors);
        }
    }

    /**
     * It did not begin.
     *
     * @param message the cause in words, without what the command's arguments are
     */
    record NotStarted(Cause cause, String message) implements ProcessOutcome {}

    /** Why a program did not begin. */
    enum Cause {
        /** There is no such file, or not the interpreter that it names. */
        NO_SUCH_PROGRAM,
        /** The file must not be executed by the agent's user, or is a folder. */
        NOT_ALLOWED,
        /** The machine, or the agent's user, is out of processes, of memory or of open files. */
        OUT_OF_RESOURCES,
        /** Something of an earlier run of the same command, by the same {@link ProgramRunner}, could not be ended. */
        EARLIER_RUN_HANGS,
        /** Something else, such as arguments that are too long or a file that is no program. */
        OTHER
    }
}
