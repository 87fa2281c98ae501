/** What a publisher implements: it takes finished batches of samples out of the agent. */
@Export
@Version("2.0.0")
@NullMarked
package io.nephoscope.api.publisher;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
