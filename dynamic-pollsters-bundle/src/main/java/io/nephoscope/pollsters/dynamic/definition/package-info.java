/** Definitions of pollsters, as operators write them in YAML. */
@NullMarked
package io.nephoscope.pollsters.dynamic.definition;

import org.jspecify.annotations.NullMarked;
