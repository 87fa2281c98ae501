/** How lists of what a cloud told pass from one agent to another. */
@Export
@Version("1.0.0")
@NullMarked
package io.nephoscope.connector.openstack.transfer;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
