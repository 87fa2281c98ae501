package io.nephoscope.testkit.libvirt;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client's call, which may be answered at any time, in any way, or never. Thread-safe. */
public final class Call {

    private final ServedClient client;
    private final Message message;
    private final AtomicBoolean done = new AtomicBoolean();

    Call(ServedClient client, Message message) {
        this.client = client;
        this.message = message;
    }

    /** The call as it came. */
    public Message message() {
        return message;
    }

    /** Its arguments as they came. */
    public byte[] arguments() {
        return message.payload().bytes();
    }

    /** An answer that holds this. */
    public Message reply(Wire result) {
        return new Message(message.program(), message.procedure(), Message.REPLY, message.serial(), Message.OK, result);
    }

    /** An answer that is an error. */
    public Message reply(RemoteError error) {
        return reply(error.encoded()).withStatus(Message.ERROR);
    }

    /** Answers. */
    public void answer(Wire result) throws IOException {
        send(reply(result));
    }

    /** Answers with an error. */
    public void refuse(RemoteError error) throws IOException {
        send(reply(error));
    }

    /** Sends a message, after which the call counts as answered, whatever the message is. */
    public void send(Message answer) throws IOException {
        client.send(answer);
        if (done.compareAndSet(false, true)) {
            client.done();
        }
    }

    /** Sends bytes as they are. The call stays in work. */
    public void send(byte[] bytes) throws IOException {
        client.send(bytes);
    }

    /** Closes the connection. */
    public void hangUp() {
        client.close();
    }

    ServedClient client() {
        return client;
    }
}
