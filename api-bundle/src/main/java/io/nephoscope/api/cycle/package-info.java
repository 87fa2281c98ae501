/** What the agent hands to plugins while a cycle runs. Plugins call these types and never implement them. */
@Export
@Version("2.1.0")
@NullMarked
package io.nephoscope.api.cycle;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
