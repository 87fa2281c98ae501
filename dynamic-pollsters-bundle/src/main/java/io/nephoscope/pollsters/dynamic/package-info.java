/** Pollsters that operators write in YAML. */
@NullMarked
package io.nephoscope.pollsters.dynamic;

import org.jspecify.annotations.NullMarked;
