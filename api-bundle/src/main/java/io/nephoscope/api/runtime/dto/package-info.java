/** Copies of the agent's state. All times are milliseconds since the epoch; 0 means never. */
@Export
@Version("2.2.0")
@NullMarked
package io.nephoscope.api.runtime.dto;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
