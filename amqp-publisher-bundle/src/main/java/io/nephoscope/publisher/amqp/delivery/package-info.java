/** Brings messages to a broker and ends their deliveries, whatever happens to the connection. */
@NullMarked
package io.nephoscope.publisher.amqp.delivery;

import org.jspecify.annotations.NullMarked;
