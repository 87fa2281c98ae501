/** The broker: where it is, how to log in, what to declare, and one session with it. */
@NullMarked
package io.nephoscope.publisher.amqp.transport;

import org.jspecify.annotations.NullMarked;
