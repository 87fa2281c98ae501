/** One tick of one interval: resources are resolved, pollsters polled, samples kept. */
@NullMarked
package io.nephoscope.core.cycle;

import org.jspecify.annotations.NullMarked;
