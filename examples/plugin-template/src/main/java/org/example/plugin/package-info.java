/** A plugin for Nephoscope. */
@NullMarked
package org.example.plugin;

import org.jspecify.annotations.NullMarked;
