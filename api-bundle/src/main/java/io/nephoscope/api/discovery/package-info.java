/** What a discovery implements: it finds the resources that pollsters read. */
@Export
@Version("2.1.0")
@NullMarked
package io.nephoscope.api.discovery;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
