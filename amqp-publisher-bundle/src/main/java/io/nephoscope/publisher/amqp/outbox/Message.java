package io.nephoscope.publisher.amqp.outbox;

/** An encoded batch on its way. Its bytes never change, so that sent twice it is the same message. */
public final class Message {

    private final long position;
    private final String routingKey;
    private final byte[] body;
    private final int samples;

    Message(long position, String routingKey, byte[] body, int samples) {
        this.position = position;
        this.routingKey = routingKey;
        this.body = body;
        this.samples = samples;
    }

    /** Its place in the order of messages. */
    public long position() {
        return position;
    }

    public String routingKey() {
        return routingKey;
    }

    /** The bytes themselves, not to be changed. */
    public byte[] body() {
        return body;
    }

    /** How many samples it carries. */
    public int samples() {
        return samples;
    }

    @Override
    public String toString() {
        return "message " + position + " to " + routingKey + " (" + body.length + " bytes)";
    }
}
