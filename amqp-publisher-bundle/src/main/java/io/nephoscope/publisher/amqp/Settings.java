package io.nephoscope.publisher.amqp;

import io.nephoscope.publisher.amqp.delivery.Route;
import io.nephoscope.publisher.amqp.outbox.OutboxBounds;
import io.nephoscope.publisher.amqp.wire.WireFormat;

/**
 * The configuration, checked.
 *
 * @param route where messages go
 * @param format what they look like
 * @param bounds how many are kept
 */
record Settings(Route route, WireFormat format, OutboxBounds bounds) {}
