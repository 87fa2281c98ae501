/** What is implemented by whoever shares resources out among several agents. */
@Export
@Version("1.0.0")
@NullMarked
package io.nephoscope.api.partition;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
