/** What every engine of coordination passes, against a real server. */
@Export
@Version("1.0.0")
@NullMarked
package io.nephoscope.testkit.coordination;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
