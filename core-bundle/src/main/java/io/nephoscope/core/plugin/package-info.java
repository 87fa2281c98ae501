/** Plugins as the core knows them: described by strings, reached through one guarded door. */
@NullMarked
package io.nephoscope.core.plugin;

import org.jspecify.annotations.NullMarked;
