package io.nephoscope.testkit.libvirt;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;

/**
 * One connection. Is not read from while as many calls are in work as the daemon allows; not even pings
 * are answered then.
 */
final class ServedClient implements Closeable {

    /** Is told what a client sends. */
    interface Listener {

        void called(Call call);

        void keptAlive(ServedClient client, Message message);

        void left(ServedClient client);
    }

    private static final int PIECE = 64 << 10;

    private final SocketChannel channel;
    private final Semaphore slots;
    private final Gate gate;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);

    ServedClient(SocketChannel channel, int slots, Gate gate) {
        this.channel = channel;
        this.slots = new Semaphore(slots);
        this.gate = gate;
    }

    /** Reads until the client leaves. */
    void serve(Listener listener) throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
        while (true) {
            slots.acquire();
            Message message = Message.read(in);
            gate.pass();
            if (message.program() == Message.KEEPALIVE) {
                slots.release();
                listener.keptAlive(this, message);
            } else {
                listener.called(new Call(this, message));
            }
        }
    }

    /** One call is no longer in work. */
    void done() {
        slots.release();
    }

    synchronized void send(Message message) throws IOException {
        piece.clear();
        message.writeHeader(piece);
        write(message.payload().view());
    }

    synchronized void send(byte[] bytes) throws IOException {
        piece.clear();
        write(ByteBuffer.wrap(bytes));
    }

    /** Sends if the client is still there. */
    void offer(Message message) {
        try {
            send(message);
        } catch (IOException e) {
            // The client has left, which its reader notices.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use anyhow.
        }
    }

    /** By the piece, for the JDK keeps native buffers of the size of what it writes. */
    private void write(ByteBuffer rest) throws IOException {
        pass();
        do {
            int length = Math.min(piece.remaining(), rest.remaining());
            piece.put(rest.slice(rest.position(), length)).flip();
            rest.position(rest.position() + length);
            while (piece.hasRemaining()) {
                channel.write(piece);
            }
            piece.clear();
        } while (rest.hasRemaining());
    }

    private void pass() throws IOException {
        try {
            gate.pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the daemon was closed");
        }
    }
}
