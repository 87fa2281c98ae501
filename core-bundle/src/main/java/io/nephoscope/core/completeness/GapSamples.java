package io.nephoscope.core.completeness;

/** Gaps as samples of a meter of their own. */
final class GapSamples {

    /** The name of the meter and, in batches, of the pollster. */
    static final String METER = "nephoscope.polling.gap";

    private GapSamples() {}
}
