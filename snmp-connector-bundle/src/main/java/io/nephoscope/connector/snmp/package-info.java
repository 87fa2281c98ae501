/** Devices as plugins ask them by SNMP. Handed out by the connector. */
@Export
@Version("1.0.0")
@NullMarked
package io.nephoscope.connector.snmp;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
