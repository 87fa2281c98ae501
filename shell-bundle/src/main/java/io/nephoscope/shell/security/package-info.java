/** Watches over what others on this machine may read. */
@NullMarked
package io.nephoscope.shell.security;

import org.jspecify.annotations.NullMarked;
