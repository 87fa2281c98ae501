package io.nephoscope.publisher.amqp.wire;

/** A part of samples that many have in common. */
final class Form {

    /** As it stands in a body. */
    final byte[] json;

    /** As it is signed. */
    final byte[] signed;

    Form(byte[] json, byte[] signed) {
        this.json = json;
        this.signed = signed;
    }
}
