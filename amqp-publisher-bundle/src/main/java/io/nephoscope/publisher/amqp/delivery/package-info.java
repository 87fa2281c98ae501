/** Moves messages from the outbox to a broker, whatever happens to the connection. */
@NullMarked
package io.nephoscope.publisher.amqp.delivery;

import org.jspecify.annotations.NullMarked;
