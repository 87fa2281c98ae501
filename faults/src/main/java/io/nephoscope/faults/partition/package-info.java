/** Breaks what several agents share one cloud by, and says of each resource and each due time what became of it. */
@NullMarked
package io.nephoscope.faults.partition;

import org.jspecify.annotations.NullMarked;
