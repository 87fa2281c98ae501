package io.nephoscope.publisher.amqp.wire;

/**
 * What a site agrees on with its consumers.
 *
 * @param driver the wrapping of notifications
 * @param secret the key of signatures; empty for none
 */
public record WireFormat(Driver driver, String secret) {

    /** Everything but the secret. */
    @Override
    public String toString() {
        return "WireFormat[driver=" + driver + "]";
    }
}
