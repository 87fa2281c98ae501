/** A stand-in for libvirtd, with its own encoder of libvirt's protocol, for tests and benchmarks. */
@Export
@Version("2.0.0")
@NullMarked
package io.nephoscope.testkit.libvirt;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
