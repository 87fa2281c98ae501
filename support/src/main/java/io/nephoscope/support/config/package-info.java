/**
 * Typed reading of a component's configuration. The annotation type of a component declares its keys and their
 * defaults, {@link io.nephoscope.support.config.Key}s what may stand there; a value that may not is refused alone,
 * with a sentence, and the last valid one of that key stays in force.
 */
@NullMarked
package io.nephoscope.support.config;

import org.jspecify.annotations.NullMarked;
