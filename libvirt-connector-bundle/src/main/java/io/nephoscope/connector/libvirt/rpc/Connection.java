package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.driver.LibvirtErrorException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls over one socket. Any number of threads call at the same time, and each waits for its own
 * answer only: one that never comes delays nobody else. Calls can be interrupted.
 */
final class Connection implements AutoCloseable, SocketLoop.Listener {

    private static final int MOST_CALLS = 64;

    private final Map<Integer, CompletableFuture<RpcMessage>> calls = new ConcurrentHashMap<>();
    private final AtomicInteger serials = new AtomicInteger();
    private final SocketLoop loop;
    private volatile Consumer<RpcMessage> events = message -> {};

    static Connection open(Path socket, RpcTimeouts timeouts) throws HypervisorException {
        SocketChannel channel = connect(socket);
        try {
            Connection connection = new Connection(channel, timeouts);
            connection.loop.start();
            return connection;
        } catch (IOException e) {
            closeQuietly(channel);
            throw unreachable(socket, e);
        }
    }

    private Connection(SocketChannel channel, RpcTimeouts timeouts) throws IOException {
        loop = new SocketLoop(channel, timeouts, this);
    }

    /** Pings the daemon from now on when it is silent, and gives it up when it stays so. */
    void keepAlive() {
        loop.keepAlive();
    }

    /** Who is told what comes without a call. It must not block. */
    void onEvents(Consumer<RpcMessage> receiver) {
        events = receiver;
    }

    /**
     * Calls and waits for the answer.
     *
     * @throws LibvirtErrorException if the daemon answers that it cannot or will not
     * @throws HypervisorException if there is no answer
     */
    XdrReader call(Procedure procedure, XdrWriter arguments, Duration timeout) throws HypervisorException {
        int serial = serials.incrementAndGet();
        CompletableFuture<RpcMessage> answer = new CompletableFuture<>();
        if (calls.size() >= MOST_CALLS) {
            throw new HypervisorException("%d calls wait for an answer of libvirt already".formatted(MOST_CALLS));
        }
        calls.put(serial, answer);
        try {
            send(procedure, serial, arguments);
            return result(await(answer, procedure, timeout), procedure);
        } finally {
            calls.remove(serial);
        }
    }

    /** Ends all calls, and the connection. */
    @Override
    public void close() {
        loop.close();
    }

    private void send(Procedure procedure, int serial, XdrWriter arguments) throws HypervisorException {
        RpcMessage.Header header =
                new RpcMessage.Header(RpcMessage.REMOTE, procedure.number(), RpcMessage.CALL, serial, RpcMessage.OK);
        ByteBuffer message = RpcMessage.encode(header, arguments.bytes());
        if (!loop.send(message)) {
            throw new HypervisorException("libvirt takes no more calls, or the connection is closed", loop.isClosed());
        }
    }

    private static RpcMessage await(CompletableFuture<RpcMessage> answer, Procedure procedure, Duration timeout)
            throws HypervisorException {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HypervisorException(
                    "libvirt did not answer %s within %d ms".formatted(procedure, timeout.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException("interrupted while libvirt was to answer " + procedure);
        } catch (ExecutionException e) {
            throw new HypervisorException("the connection to libvirt is lost: " + reason(e), true);
        }
    }

    private static @Nullable String reason(ExecutionException e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    private static XdrReader result(RpcMessage message, Procedure procedure) throws HypervisorException {
        if (message.header().procedure() != procedure.number()) {
            throw new ProtocolException("it answers another call than " + procedure);
        }
        return switch (message.header().status()) {
            case RpcMessage.OK -> message.payload();
            case RpcMessage.ERROR -> throw RemoteErrors.readFrom(message.payload());
            default -> throw new ProtocolException("its status is neither success nor failure");
        };
    }

    @Override
    public void answered(RpcMessage message) {
        CompletableFuture<RpcMessage> call = calls.get(message.header().serial());
        // Without a call it is the late answer to one that was given up.
        if (call != null) {
            call.complete(message);
        }
    }

    @Override
    public void told(RpcMessage message) {
        events.accept(message);
    }

    @Override
    public void ended(IOException cause) {
        calls.values().forEach(call -> call.completeExceptionally(cause));
    }

    private static SocketChannel connect(Path socket) throws HypervisorException {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw unreachable(socket, e);
        }
    }

    private static HypervisorException unreachable(Path socket, IOException cause) {
        return new HypervisorException("cannot connect to %s: %s".formatted(socket, cause.getMessage()), true);
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use anyhow.
        }
    }
}
