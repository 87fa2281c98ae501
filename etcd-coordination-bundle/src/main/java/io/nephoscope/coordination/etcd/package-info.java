/** Coordination by etcd v3, through its JSON gateway. */
@NullMarked
package io.nephoscope.coordination.etcd;

import org.jspecify.annotations.NullMarked;
