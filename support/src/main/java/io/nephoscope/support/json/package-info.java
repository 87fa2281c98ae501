/** Writing JSON. */
@NullMarked
package io.nephoscope.support.json;

import org.jspecify.annotations.NullMarked;
