/** What a pollster implements, and what it is handed when it is polled. */
@Export
@Version("2.0.0")
@NullMarked
package io.nephoscope.api.pollster;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
