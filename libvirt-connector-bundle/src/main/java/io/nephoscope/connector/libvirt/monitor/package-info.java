/** Reads what only guests' own processes tell, in parallel, and around those that do not answer. */
@NullMarked
package io.nephoscope.connector.libvirt.monitor;

import org.jspecify.annotations.NullMarked;
