/** A cloud as plugins ask it: its services, by the types that its catalogue knows. Handed out by the connector. */
@Export
@Version("1.1.0")
@NullMarked
package io.nephoscope.connector.openstack.cloud;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
