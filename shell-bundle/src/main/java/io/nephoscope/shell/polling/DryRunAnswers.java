package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.DryRunDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.text.Times;
import io.nephoscope.shell.text.Words;

/** What the two dry runs, of a pollster and of a discovery, have in common. */
final class DryRunAnswers {

    private DryRunAnswers() {}

    /** A call of the agent. */
    interface Attempt {
        DryRunDTO run() throws CommandFailure, InterruptedException;
    }

    static DryRunDTO attempt(Attempt attempt) throws CommandFailure, InterruptedException {
        try {
            return attempt.run();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(CommandFailure.FAILED, String.valueOf(e.getMessage()));
        }
    }

    /** Prints what failed and the sum of all; a run with failures ends with status 1. */
    static void finish(Invocation call, DryRunDTO result) throws CommandFailure {
        if (call.json()) {
            call.printJson(result);
        } else {
            for (String failure : result.failures) {
                call.out().print(Words.wrap("failed: " + failure, "", call.width()));
            }
            call.out().println(sum(result));
        }
        if (!result.failures.isEmpty()) {
            throw new CommandFailure(CommandFailure.FAILED, "");
        }
    }

    private static String sum(DryRunDTO result) {
        return "Resources: " + result.resources.size() + ", samples: " + result.samples.size() + ", failures: "
                + result.failures.size() + ", in " + Times.duration(result.durationMillis) + ".";
    }
}
