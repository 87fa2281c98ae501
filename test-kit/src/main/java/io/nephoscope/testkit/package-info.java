/** Fakes for the tests of plugins, and contracts that every plugin passes. */
@Export
@Version("2.0.0")
@NullMarked
package io.nephoscope.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
