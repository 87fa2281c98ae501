/** OpenStack as plugins see it: so far what its compute service knows of servers. */
@Export
@Version("2.0.0")
@NullMarked
package io.nephoscope.connector.openstack;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
