package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.publisher.amqp.transport.Target;

/**
 * How to deliver.
 *
 * @param target where to; a change of it ends the session
 * @param window how much may be unconfirmed
 * @param backoff when to try again
 */
public record Route(Target target, Window window, Backoff backoff) {}
