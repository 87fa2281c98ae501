/** Plugin jars, good and broken, made at run time, and the pollsters inside them. */
@Export
@Version("1.0.0")
@NullMarked
package io.nephoscope.tests.plugins;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
