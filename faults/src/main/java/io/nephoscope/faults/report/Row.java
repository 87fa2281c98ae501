package io.nephoscope.faults.report;

import io.nephoscope.faults.oracle.CatchUp;
import io.nephoscope.faults.oracle.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * What one fault cost.
 *
 * @param title of the fault
 * @param peer to whom it was done
 * @param seed with which it can be repeated
 * @param cost what became of the samples, and what was needed
 * @param problems limits that were broken; none if all is well
 */
public record Row(String title, String peer, long seed, Cost cost, List<String> problems) {

    /**
     * Figures of one fault.
     *
     * @param gaps slots that the agent itself told as not polled to their end
     * @param catchUp how what had waited came
     * @param times the same, in multiples of what is polled meanwhile; 0 if too little had waited
     * @param peak memory and files until the fault was over
     * @param peakAfterwards the same from then on, while what had waited came
     * @param took until all had come
     */
    public record Cost(
            Verdict verdict, long gaps, CatchUp catchUp, double times, Peak peak, Peak peakAfterwards, Duration took) {}

    public Row {
        problems = List.copyOf(problems);
    }
}
