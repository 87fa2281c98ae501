/** How long to wait before trying again. */
@NullMarked
package io.nephoscope.support.retry;

import org.jspecify.annotations.NullMarked;
