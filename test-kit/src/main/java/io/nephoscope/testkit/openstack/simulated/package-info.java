/** A whole cloud that real clients can poll: as large and as slow as a measurement wants it. */
@Export
@Version("1.0.0")
@NullMarked
package io.nephoscope.testkit.openstack.simulated;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
