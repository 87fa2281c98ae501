/** Speaks with libvirt through its own library: all native code of the agent is in here. */
@NullMarked
package io.nephoscope.connector.libvirt.binding;

import org.jspecify.annotations.NullMarked;
