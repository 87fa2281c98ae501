/** From the text of polling.yaml to sources, or to all that is wrong with it. */
@NullMarked
package io.nephoscope.core.config;

import org.jspecify.annotations.NullMarked;
