/** Plugins that do all that a plugin should not, each packed into a jar of its own. */
@Export
@Version("1.0.0")
@NullMarked
package io.nephoscope.tests.plugins.hostile;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
