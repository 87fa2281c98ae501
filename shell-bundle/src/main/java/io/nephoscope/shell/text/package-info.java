/** How answers look: tables, sentences, relative times, JSON. */
@NullMarked
package io.nephoscope.shell.text;

import org.jspecify.annotations.NullMarked;
