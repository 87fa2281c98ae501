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

    /** A piece of the notification's JSON as it stands in a body. */
    byte[] inBody(String piece) {
        return inBody(new Bytes(piece.length()).ascii(piece));
    }

    /** A piece of the notification's JSON as it stands in a body. */
    byte[] inBody(Bytes piece) {
        Bytes body = new Bytes(2 * piece.size());
        inBody(body, piece);
        return body.copy();
    }

    /** Appends a piece of the notification's JSON to a body. */
    void inBody(Bytes body, Bytes piece) {
        if (head.isEmpty()) {
            body.put(piece);
        } else {
            body.quoted(piece);
        }
    }
}
