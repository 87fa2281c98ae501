/** The bytes that Ceilometer's consumers read: samples, their signatures, and the envelope around them. */
@NullMarked
package io.nephoscope.publisher.amqp.wire;

import org.jspecify.annotations.NullMarked;
