package io.nephoscope.faults.strike;

import io.nephoscope.faults.scene.Setting.Form;
import java.time.Duration;
import java.util.Random;

/**
 * How much of a fault.
 *
 * @param random of the fault's seed: what it decides is decided again with the same seed
 */
public record Dose(Form form, Random random) {

    /** What a fault takes in either form. */
    <T> T pick(T brief, T full) {
        return form == Form.BRIEF ? brief : full;
    }

    /** A time below so many milliseconds. */
    Duration below(int millis) {
        return Duration.ofMillis(random.nextInt(millis));
    }

    /** One of so many. */
    int oneOf(int count) {
        return random.nextInt(count);
    }

    /** The same at its shortest. */
    Dose brief() {
        return new Dose(Form.BRIEF, random);
    }
}
