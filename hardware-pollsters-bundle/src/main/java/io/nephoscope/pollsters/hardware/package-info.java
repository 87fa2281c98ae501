/** Meters of devices that are read by SNMP, as a file defines them. */
@NullMarked
package io.nephoscope.pollsters.hardware;

import org.jspecify.annotations.NullMarked;
