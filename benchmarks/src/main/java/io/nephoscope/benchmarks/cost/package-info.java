/** What a sample costs the agent, from libvirt's reply to the finished body of an AMQP message. */
@NullMarked
package io.nephoscope.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
