/** The ring by which Ceilometer's agents share resources out. */
@NullMarked
package io.nephoscope.partition.tooz;

import org.jspecify.annotations.NullMarked;
