package io.nephoscope.publisher.amqp.wire;

/**
 * What a site agrees on with its consumers.
 *
 * @param driver the wrapping of notifications
 * @param secret the key of signatures; empty for none
 * @param source the source of samples that do not bring their own
 */
public record WireFormat(Driver driver, String secret, String source) {

    /** Everything but the secret. */
    @Override
    public String toString() {
        return "WireFormat[driver=" + driver + ", source=" + source + "]";
    }
}
