/** The meters of instances, as rows of a table over one reading of the hypervisor per cycle. */
@NullMarked
package io.nephoscope.pollsters.compute;

import org.jspecify.annotations.NullMarked;
