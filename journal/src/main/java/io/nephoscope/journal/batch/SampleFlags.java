package io.nephoscope.journal.batch;

import io.nephoscope.api.sample.Sample;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The byte that each sample begins with. */
final class SampleFlags {

    static final int VOLUME = 3;
    static final int LONG = 0;
    static final int DOUBLE = 1;
    static final int BIG = 2;
    /** The lower half of its id is that of the sample before it. */
    static final int SAME_NODE = 4;

    static final int HAS_TIME = 8;
    /** Its monotonic time is that of the sample before it. */
    static final int SAME_TIME = 16;

    static final int HAS_SOURCE = 32;

    private SampleFlags() {}

    static int of(Sample sample, @Nullable Sample last) {
        int flags = ofVolume(sample.volume());
        if (last != null && last.id().getLeastSignificantBits() == sample.id().getLeastSignificantBits()) {
            flags |= SAME_NODE;
        }
        if (sample.monotonicTime() != null) {
            flags |= HAS_TIME;
            if (last != null && Objects.equals(last.monotonicTime(), sample.monotonicTime())) {
                flags |= SAME_TIME;
            }
        }
        return sample.source() == null ? flags : flags | HAS_SOURCE;
    }

    private static int ofVolume(Number volume) {
        if (volume instanceof Long) {
            return LONG;
        }
        if (volume instanceof Double) {
            return DOUBLE;
        }
        if (volume instanceof BigInteger) {
            return BIG;
        }
        throw new IllegalArgumentException("a volume of " + volume.getClass());
    }
}
