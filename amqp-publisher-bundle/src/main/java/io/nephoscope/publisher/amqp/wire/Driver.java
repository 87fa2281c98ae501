package io.nephoscope.publisher.amqp.wire;

/** How oslo.messaging wraps a notification. */
public enum Driver {
    /** The notification as a text inside an envelope that tells its version. */
    MESSAGINGV2("{\"oslo.version\": \"2.0\", \"oslo.message\": \"", "\"}"),
    /** The notification alone. */
    MESSAGING("", "");

    final String head;
    final String tail;

    Driver(String head, String tail) {
        this.head = head;
        this.tail = tail;
    }

    /** Whether the notification is written as a text. */
    boolean quotes() {
        return !head.isEmpty();
    }
}
