package io.nephoscope.publisher.amqp.wire;

import java.util.List;

/**
 * A batch as messages.
 *
 * @param bodies one for each routing key
 * @param samples how many are in each of them
 */
public record EncodedBatch(List<byte[]> bodies, int samples) {

    public EncodedBatch {
        bodies = List.copyOf(bodies);
    }
}
