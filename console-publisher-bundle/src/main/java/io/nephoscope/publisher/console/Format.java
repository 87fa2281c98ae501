package io.nephoscope.publisher.console;

import io.nephoscope.api.sample.Sample;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.LoggerFactory;

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
            JsonLines.append(out, timestamp, sample);
        }
    };

    /** Appends one sample, without the end of the line. */
    abstract void append(StringBuilder out, Instant timestamp, Sample sample);

    /** The format of that name; an unknown one is refused, and lines are printed. */
    static Format named(String name) {
        for (Format format : values()) {
            if (format.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
                return format;
            }
        }
        LoggerFactory.getLogger(Format.class)
                .error("io.nephoscope.publisher.console.cfg: format: must be line or json, was {}; line is used", name);
        return LINE;
    }
}
