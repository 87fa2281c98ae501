/** Those that poll libvirt: how each is started, and what it tells of its cycles. */
@NullMarked
package io.nephoscope.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
