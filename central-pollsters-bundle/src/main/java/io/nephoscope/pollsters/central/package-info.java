/** Meters of cloud services. Holds none yet: they arrive with the OpenStack connector. */
@NullMarked
package io.nephoscope.pollsters.central;

import org.jspecify.annotations.NullMarked;
