package io.nephoscope.connector.libvirt.rpc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that reads from a socket and writes to it. An interrupted caller thus cannot close
 * the socket under the others, and a daemon that reads nothing blocks nobody.
 */
final class SocketLoop {

    /** Is told by the loop's thread. */
    interface Listener {

        /** An answer came. */
        void answered(RpcMessage message);

        /** Something came that is no answer. */
        void told(RpcMessage message);

        /** The connection is over; told once, after which nothing comes. */
        void ended(IOException cause);
    }

    private static final int MOST_WAITING = 64;
    /** So that a daemon that sends without end cannot keep the thread from writing and from being closed. */
    private static final int MOST_AT_ONCE = 100;

    private static final int PING = 1;
    private static final int PONG = 2;

    private static final Logger LOG = LoggerFactory.getLogger(SocketLoop.class);

    private final SocketChannel channel;
    private final Selector selector;
    private final Listener listener;
    private final KeepAlive keepAlive;
    private final BlockingQueue<ByteBuffer> outgoing = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean pings;
    private volatile boolean closed;

    SocketLoop(SocketChannel channel, RpcTimeouts timeouts, Listener listener) throws IOException {
        this.channel = channel;
        this.listener = listener;
        keepAlive = new KeepAlive(timeouts, System.nanoTime());
        channel.configureBlocking(false);
        selector = Selector.open();
    }

    void start() {
        Thread thread = new Thread(this::run, "libvirt-rpc");
        thread.setDaemon(true);
        thread.start();
    }

    /** Pings the daemon from now on when it is silent, and gives it up when it stays so. */
    void keepAlive() {
        pings = true;
        selector.wakeup();
    }

    /** @return whether the message will be sent; not if too many wait or the connection is over */
    boolean send(ByteBuffer message) {
        boolean taken = !closed && outgoing.offer(message);
        selector.wakeup();
        return taken;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        selector.wakeup();
    }

    private void run() {
        IOException end = new IOException("it was closed");
        try (channel;
                selector) {
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            MessageReader messages = new MessageReader(channel);
            while (!closed) {
                write(key);
                selector.select(millisToNextPing());
                // Any plugin can interrupt any thread; a selector waits no more while the flag stands.
                boolean unused = Thread.interrupted();
                selector.selectedKeys().clear();
                read(messages);
                pingIfDue();
            }
        } catch (IOException e) {
            end = e;
        } catch (ProtocolException e) {
            end = new IOException(e.getMessage(), e);
        } catch (RuntimeException | LinkageError e) {
            // A fault of ours costs this connection; whoever supervises it opens another.
            LOG.error("The connection to libvirt is given up, because reading it failed", e);
            end = new IOException("reading it failed: " + e, e);
        } finally {
            closed = true;
            listener.ended(end);
        }
    }

    private void write(SelectionKey key) throws IOException {
        ByteBuffer next = outgoing.peek();
        while (next != null && channel.write(next) > 0) {
            if (!next.hasRemaining()) {
                outgoing.remove();
                next = outgoing.peek();
            }
        }
        key.interestOps(next == null ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void read(MessageReader messages) throws IOException, ProtocolException {
        for (int count = 0; count < MOST_AT_ONCE; count++) {
            RpcMessage message = messages.read();
            if (message == null) {
                return;
            }
            keepAlive.heard(System.nanoTime());
            dispatch(message);
        }
    }

    private void dispatch(RpcMessage message) {
        RpcMessage.Header header = message.header();
        if (header.program() == RpcMessage.REMOTE && header.type() == RpcMessage.REPLY) {
            listener.answered(message);
        } else if (header.program() == RpcMessage.REMOTE && header.type() == RpcMessage.MESSAGE) {
            listener.told(message);
        } else if (header.program() == RpcMessage.KEEPALIVE && header.procedure() == PING) {
            outgoing.offer(message(PONG));
        }
        // Whatever else comes is none of our business.
    }

    private void pingIfDue() throws IOException {
        if (!pings) {
            return;
        }
        switch (keepAlive.verdict(System.nanoTime())) {
            case PING -> outgoing.offer(message(PING));
            case GIVE_UP -> throw new IOException("libvirtd does not answer, not even a ping");
            case WAIT -> {}
        }
    }

    /** As Selector wants it: 0 is for ever. */
    private long millisToNextPing() {
        if (!pings) {
            return 0;
        }
        return TimeUnit.NANOSECONDS.toMillis(keepAlive.nanosToNext(System.nanoTime())) + 1;
    }

    private static ByteBuffer message(int procedure) {
        RpcMessage.Header header =
                new RpcMessage.Header(RpcMessage.KEEPALIVE, procedure, RpcMessage.MESSAGE, 0, RpcMessage.OK);
        return RpcMessage.encode(header, new byte[0]);
    }
}
