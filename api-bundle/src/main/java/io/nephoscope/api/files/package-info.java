/** What is implemented by plugins that have files of definitions beside polling.yaml. */
@Export
@Version("1.0.0")
@NullMarked
package io.nephoscope.api.files;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
