/** Stands between a peer and libvirt's daemon, and counts what is asked. */
@NullMarked
package io.nephoscope.benchmarks.proxy;

import org.jspecify.annotations.NullMarked;
