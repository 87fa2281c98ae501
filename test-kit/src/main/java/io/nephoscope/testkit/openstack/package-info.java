/** A cloud that answers as a test wants: Keystone, a catalogue, lists in pages, and every way to answer badly. */
@Export
@Version("1.0.0")
@NullMarked
package io.nephoscope.testkit.openstack;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
