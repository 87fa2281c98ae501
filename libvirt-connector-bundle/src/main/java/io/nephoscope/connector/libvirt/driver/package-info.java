/** What the drivers behind libvirt answer, and how it is read, whichever way the answer takes. */
@NullMarked
package io.nephoscope.connector.libvirt.driver;

import org.jspecify.annotations.NullMarked;
