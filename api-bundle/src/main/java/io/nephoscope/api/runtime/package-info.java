/** What the running agent shows of itself, and the few actions an operator has. Plugins need none of this. */
@Export
@Version("2.3.0")
@NullMarked
package io.nephoscope.api.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
