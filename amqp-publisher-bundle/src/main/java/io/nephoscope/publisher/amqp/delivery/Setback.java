package io.nephoscope.publisher.amqp.delivery;

/** Why the broker gave messages back. */
enum Setback {
    /** No queue was bound: declaring it again helps. */
    RETURNED("the broker found no queue for messages; the queue is declared and they are sent again"),
    /** The broker could not store them. */
    REFUSED("the broker refused messages; they are sent again");

    private final String sentence;

    Setback(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
