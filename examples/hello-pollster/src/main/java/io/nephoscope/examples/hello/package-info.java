/** A plugin of one class. */
@NullMarked
package io.nephoscope.examples.hello;

import org.jspecify.annotations.NullMarked;
