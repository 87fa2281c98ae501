/** What OpenStack knows of servers, for the discoveries and pollsters that meet them elsewhere. */
@Export
@Version("1.0.0")
@NullMarked
package io.nephoscope.api.server;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
