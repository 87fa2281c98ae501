package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.publisher.amqp.outbox.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a session has sent and the broker has not settled, by number. Thread-safe. */
final class Unconfirmed {

    private static final long NO_ROOM = -1;

    private final NavigableMap<Long, Message> messages = new TreeMap<>();
    private long bytes;

    synchronized void put(long number, Message message) {
        messages.put(number, message);
        bytes += message.body().length;
    }

    /** How large the next message may be; less than nothing if there may be none. */
    synchronized long room(Window window) {
        if (messages.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return messages.size() < window.messages() ? window.bytes() - bytes : NO_ROOM;
    }

    synchronized boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Takes out a message, or all up to it. What is not there was taken before. */
    synchronized List<Message> take(long number, boolean allUpTo) {
        return take(messages.subMap(allUpTo ? 0 : number, true, number, true).values());
    }

    synchronized List<Message> takeAll() {
        return take(messages.values());
    }

    /** Takes out the oldest message that has this body: what a broker returns bears no number. */
    synchronized Optional<Message> take(byte[] body) {
        for (Iterator<Message> each = messages.values().iterator(); each.hasNext(); ) {
            Message message = each.next();
            if (Arrays.equals(message.body(), body)) {
                each.remove();
                bytes -= body.length;
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    private List<Message> take(Collection<Message> view) {
        List<Message> taken = new ArrayList<>(view);
        taken.forEach(message -> bytes -= message.body().length);
        view.clear();
        return taken;
    }
}
