/** What is implemented by whoever knows users and projects by name. */
@Export
@Version("1.0.0")
@NullMarked
package io.nephoscope.api.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
