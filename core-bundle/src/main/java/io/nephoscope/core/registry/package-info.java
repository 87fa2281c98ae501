/** The only dynamic references: which plugins are there now. */
@NullMarked
package io.nephoscope.core.registry;

import org.jspecify.annotations.NullMarked;
