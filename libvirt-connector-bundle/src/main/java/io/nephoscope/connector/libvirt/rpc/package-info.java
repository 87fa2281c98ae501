/** Speaks libvirt's wire protocol over the daemon's local socket, without libvirt's library. */
@NullMarked
package io.nephoscope.connector.libvirt.rpc;

import org.jspecify.annotations.NullMarked;
