/** Keeps encoded messages from their making to the broker's confirmation. */
@NullMarked
package io.nephoscope.publisher.amqp.outbox;

import org.jspecify.annotations.NullMarked;
