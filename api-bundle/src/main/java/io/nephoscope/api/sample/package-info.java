/** Values: what was measured, of what, and by which meter. */
@Export
@Version("2.0.0")
@NullMarked
package io.nephoscope.api.sample;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
