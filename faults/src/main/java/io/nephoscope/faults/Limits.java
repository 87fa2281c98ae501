package io.nephoscope.faults;

import io.nephoscope.faults.oracle.Ledger.Oddities;
import io.nephoscope.faults.oracle.Verdict;
import io.nephoscope.faults.strike.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a fault may cost.
 *
 * @param repeatedPerBreak samples that may come twice for each connection that broke: what was sent and not yet confirmed
 * @param samplesPerInterval that are polled
 */
record Limits(long repeatedPerBreak, int samplesPerInterval) {

    /** In a short fault a single message that is sent again is more than this share, so there is an absolute allowance too. */
    private static final double REPEATED = 0.005;

    private static final Duration PAUSE = Duration.ofSeconds(3);

    /**
     * What is wrong.
     *
     * @param broken connections that broke
     */
    List<String> brokenBy(Fault fault, Verdict verdict, Oddities odd, long broken) {
        List<String> problems = new ArrayList<>();
        demand(verdict.samples().lost() == 0, lost(verdict), problems);
        demand(verdict.doubles().silent() == 0, verdict.doubles().silent() + " samples doubled silently", problems);
        demand(odd.invented() == 0, odd.invented() + " samples that nobody polled", problems);
        demand(odd.unsigned() == 0, odd.unsigned() + " samples with a wrong signature", problems);
        long allowed = Math.max(Math.round(verdict.samples().due() * REPEATED), broken * repeatedPerBreak);
        demand(
                verdict.doubles().raw() <= allowed,
                "%d samples came twice, %d may".formatted(verdict.doubles().raw(), allowed),
                problems);
        Duration pause = verdict.timing().longestPause();
        demand(
                fault.standsStill() || pause.compareTo(PAUSE) < 0,
                "nothing was polled for %.1f s".formatted(pause.toMillis() / 1000.0),
                problems);
        return problems;
    }

    private static String lost(Verdict verdict) {
        long before = verdict.timing().longestUntaken().toMillis();
        return verdict.samples().lost() + " samples lost"
                + (before == 0 ? "" : ", of answers up to %,d ms before the agent's end".formatted(before));
    }

    private static void demand(boolean met, String problem, List<String> problems) {
        if (!met) {
            problems.add(problem);
        }
    }
}
