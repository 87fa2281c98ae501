/** Keeps one connection to libvirt open and offers it as a service while it works. */
@NullMarked
package io.nephoscope.connector.libvirt.session;

import org.jspecify.annotations.NullMarked;
