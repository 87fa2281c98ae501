/** From polls to publishers: batches, and a bounded queue for each publisher. */
@NullMarked
package io.nephoscope.core.publish;

import org.jspecify.annotations.NullMarked;
