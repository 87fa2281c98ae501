/** How agents agree on an assignment and hand over, on top of an engine that keeps small records. */
@NullMarked
package io.nephoscope.partition.coordination;

import org.jspecify.annotations.NullMarked;
