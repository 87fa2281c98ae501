/** What became of every slot that was due, up to the confirmation of its samples. */
@NullMarked
package io.nephoscope.core.completeness;

import org.jspecify.annotations.NullMarked;
