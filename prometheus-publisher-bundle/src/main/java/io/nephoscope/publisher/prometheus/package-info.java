/**
 * Shows the newest samples to Prometheus. {@link io.nephoscope.publisher.prometheus.SeriesTable} knows what is shown and
 * for how long, {@link io.nephoscope.publisher.prometheus.MetricsServer} who may ask for it.
 */
@NullMarked
package io.nephoscope.publisher.prometheus;

import org.jspecify.annotations.NullMarked;
