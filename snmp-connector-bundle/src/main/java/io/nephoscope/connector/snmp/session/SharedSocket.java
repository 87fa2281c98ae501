package io.nephoscope.connector.snmp.session;

import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one UDP socket that all devices are asked through, of both kinds of address. What arrives goes to those who talk with
 * the address that it comes from, on the thread {@code snmp-receiver}; what comes from elsewhere is counted and dropped. It is
 * opened by the first who sends. Thread-safe.
 *
 * <p>A socket and no channel: whoever is interrupted while he uses a channel closes it, and pollsters are interrupted.
 */
final class SharedSocket implements AutoCloseable {

    private static final int LARGEST = 1 << 16;
    /** The kernel grants what it allows; a window of a hundred answers fits into its usual bound. */
    private static final int RECEIVE_BUFFER = 4 << 20;

    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), 0);

    private final Map<InetSocketAddress, List<Receiver>> receivers = new ConcurrentHashMap<>();
    private final AtomicLong strangers = new AtomicLong();
    private volatile String lastStranger = "";
    private volatile @Nullable DatagramSocket socket;
    private @Nullable LoopThread thread;
    private boolean closed;

    /** Takes the messages of one address. */
    interface Receiver {

        /** Called on the socket's thread, not to wait there. The message is gone afterwards. */
        void receive(ByteBuffer message);
    }

    void add(InetSocketAddress address, Receiver receiver) {
        receivers.merge(address, List.of(receiver), SharedSocket::joined);
    }

    private static List<Receiver> joined(List<Receiver> some, List<Receiver> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    void remove(InetSocketAddress address, Receiver receiver) {
        receivers.computeIfPresent(address, (any, all) -> {
            List<Receiver> others =
                    all.stream().filter(each -> each != receiver).toList();
            return others.isEmpty() ? null : others;
        });
    }

    void send(InetSocketAddress to, byte[] message) throws IOException {
        open().send(new DatagramPacket(message, message.length, to));
    }

    private DatagramSocket open() throws IOException {
        DatagramSocket now = socket;
        return now != null ? now : reopen();
    }

    private synchronized DatagramSocket reopen() throws IOException {
        if (closed) {
            throw new SocketException("the connector has stopped");
        }
        DatagramSocket now = socket;
        if (now == null || now.isClosed()) {
            now = new DatagramSocket();
            now.setReceiveBufferSize(RECEIVE_BUFFER);
            socket = now;
        }
        if (thread == null) {
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            thread = LoopThread.start("snmp-receiver", PAUSES, () -> receive(packet), LoopThread.Listener.NONE);
        }
        return now;
    }

    /** One message; a socket that fails is replaced by the next round. */
    private void receive(DatagramPacket packet) throws IOException {
        DatagramSocket now = reopen();
        packet.setLength(LARGEST);
        try {
            now.receive(packet);
        } catch (IOException e) {
            now.close();
            throw e;
        }
        List<Receiver> known = receivers.get((InetSocketAddress) packet.getSocketAddress());
        if (known == null) {
            strangers.incrementAndGet();
            lastStranger = packet.getAddress().getHostAddress();
            return;
        }
        for (Receiver receiver : known) {
            receiver.receive(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        }
    }

    /** How many messages came from where nobody was asked. */
    long strangers() {
        return strangers.get();
    }

    /** Where the last of them came from; empty if there was none. */
    String lastStranger() {
        return lastStranger;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.close();
        }
        DatagramSocket now = socket;
        if (now != null) {
            now.close();
        }
    }
}
