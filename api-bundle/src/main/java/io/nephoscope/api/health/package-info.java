/** How a part of the agent tells whether it works, and what the operator can do about it. */
@Export
@Version("2.0.0")
@NullMarked
package io.nephoscope.api.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
