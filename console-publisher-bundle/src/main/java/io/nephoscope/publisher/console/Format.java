package io.nephoscope.publisher.console;

import io.nephoscope.api.sample.Sample;
import io.nephoscope.support.publish.SampleJson;
import java.time.Instant;

/** How a sample looks on the console. */
enum Format {
    LINE {
        @Override
        void append(StringBuilder out, Instant timestamp, Sample sample) {
            Lines.append(out, timestamp, sample);
        }
    },
    JSON {
        @Override
        void append(StringBuilder out, Instant timestamp, Sample sample) {
            SampleJson.append(out, timestamp, sample);
        }
    };

    /** Appends one sample, without the end of the line. */
    abstract void append(StringBuilder out, Instant timestamp, Sample sample);
}
