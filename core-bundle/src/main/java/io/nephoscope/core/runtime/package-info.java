/** What the agent shows of itself, and what its operator can do. */
@NullMarked
package io.nephoscope.core.runtime;

import org.jspecify.annotations.NullMarked;
