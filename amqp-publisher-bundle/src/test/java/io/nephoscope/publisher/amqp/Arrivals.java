package io.nephoscope.publisher.amqp;

import com.rabbitmq.client.GetResponse;
import io.nephoscope.publisher.amqp.wire.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What came out of a queue. Not the messages themselves, of which there are many. */
final class Arrivals {

    /** The ids of the samples. */
    final Set<String> samples = new HashSet<>();

    /** The messages by their ids, each as a hash. */
    final Map<String, Integer> messages = new HashMap<>();

    /** The ids of messages that came again as others. */
    final List<String> changed = new ArrayList<>();

    /** How many messages came again. */
    int duplicates;

    void add(GetResponse message) {
        String id = String.valueOf(Messages.notification(message.getBody()).get("_unique_id"));
        Messages.samples(message.getBody()).forEach(sample -> samples.add(String.valueOf(sample.get("message_id"))));
        Integer before = messages.put(id, Arrays.hashCode(message.getBody()));
        if (before != null) {
            duplicates++;
            if (before != Arrays.hashCode(message.getBody())) {
                changed.add(id);
            }
        }
    }
}
