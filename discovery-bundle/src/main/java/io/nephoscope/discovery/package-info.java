/** The discoveries. */
@NullMarked
package io.nephoscope.discovery;

import org.jspecify.annotations.NullMarked;
