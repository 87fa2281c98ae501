/** Starts the framework with the bundles of the distribution, and stops it. */
@NullMarked
package io.nephoscope.launcher;

import org.jspecify.annotations.NullMarked;
