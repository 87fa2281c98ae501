/** What OpenStack's compute service knows of servers, for plugins that know them otherwise. */
@Export
@Version("3.0.0")
@NullMarked
package io.nephoscope.connector.openstack;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
