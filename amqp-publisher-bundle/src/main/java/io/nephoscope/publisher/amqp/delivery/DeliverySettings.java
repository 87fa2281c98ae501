package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.publisher.amqp.transport.Target;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;

/**
 * How to deliver.
 *
 * @param target where to; a change of it ends the session
 * @param windowMessages how many messages may be held without being confirmed
 * @param windowBytes how many bytes they may have together
 * @param confirmTimeout after what time without any confirmation a session is given up
 * @param backoff when to try again
 */
public record DeliverySettings(
        Target target, long windowMessages, long windowBytes, Duration confirmTimeout, Backoff backoff) {}
