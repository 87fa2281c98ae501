/** Meters of the sensors of this host's board, by ipmitool. */
@NullMarked
package io.nephoscope.pollsters.ipmi;

import org.jspecify.annotations.NullMarked;
