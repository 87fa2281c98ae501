/** What polling.yaml asks for, as values. */
@NullMarked
package io.nephoscope.core.source;

import org.jspecify.annotations.NullMarked;
