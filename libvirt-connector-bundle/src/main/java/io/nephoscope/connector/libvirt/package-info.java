/** The hypervisor of this machine as plugins see it: domains, their statistics, and the instances they are. */
@Export
@Version("2.0.0")
@NullMarked
package io.nephoscope.connector.libvirt;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
