/**
 * Sends samples to an OpenTelemetry collector. {@link io.nephoscope.publisher.otlp.MetricsEncoder} says what they become,
 * {@link io.nephoscope.publisher.otlp.CollectorClient} what an answer means.
 */
@NullMarked
package io.nephoscope.publisher.otlp;

import org.jspecify.annotations.NullMarked;
