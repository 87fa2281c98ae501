package io.nephoscope.shell.socket;

import io.nephoscope.shell.protocol.ShellFrame;
import io.nephoscope.shell.protocol.ShellRequest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection. The thread that runs it reads, so that it notices an interrupt and the client's end
 * while a command runs in another.
 */
final class Conversation implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final SocketChannel channel;
    private final Executor workers;
    private final Evaluator evaluator;
    private final Reply reply;
    private volatile @Nullable RunningCommand running;
    private volatile long lastUsed = System.nanoTime();

    /** Whether the client is one of ours, and served. */
    private volatile boolean greeted;

    Conversation(SocketChannel channel, Evaluator evaluator, Executor workers) {
        this.channel = channel;
        this.evaluator = evaluator;
        this.workers = workers;
        this.reply = new Reply(channel);
    }

    /** Whether a command runs. */
    boolean isBusy() {
        RunningCommand command = running;
        return command != null && !command.isOver();
    }

    /**
     * How willingly this connection is given to a new client: the less, the better. One that never greeted goes
     * first, then the one that has been idle longest, then one whose answer nobody reads; never a command that runs.
     */
    long claim(long now) {
        if (reply.nanosUntaken(now) > Duration.ofSeconds(1).toNanos()) {
            return Long.MAX_VALUE - 1;
        }
        if (isBusy()) {
            return Long.MAX_VALUE;
        }
        long idle = now - lastUsed;
        return greeted ? -Math.min(idle, Long.MAX_VALUE / 4) : Long.MIN_VALUE / 2 - Math.min(idle, Long.MAX_VALUE / 4);
    }

    /** Whether the client has kept the connection for longer than it may. */
    boolean isOverdue(ConnectionLimits limits, long now) {
        if (reply.nanosUntaken(now) > limits.untaken().toNanos()) {
            return true;
        }
        long idle = now - lastUsed;
        return !isBusy() && idle > (greeted ? limits.idle() : limits.silence()).toNanos();
    }

    @Override
    public void run() {
        converse(() -> answer(ShellFrame.readFrom(channel)), true);
    }

    /** Tells the client why it is not served, instead of serving it. */
    void refuse(String reason) {
        converse(() -> turnAway(reason), false);
    }

    /** Never waits for a command: its thread is interrupted, and what it still writes is dropped. */
    @Override
    public void close() throws IOException {
        channel.close();
        RunningCommand command = running;
        if (command != null) {
            command.abandon(false);
        }
    }

    /** One step of the conversation after the greeting. */
    private interface Step {
        void take() throws IOException;
    }

    private void converse(Step step, boolean served) {
        try (this) {
            greet();
            greeted = served;
            while (true) {
                step.take();
            }
        } catch (EOFException e) {
            LOG.trace("A shell client left.", e);
        } catch (IOException | IllegalArgumentException | RejectedExecutionException e) {
            LOG.debug("The connection with a shell client ended.", e);
        } catch (RuntimeException e) {
            LOG.warn("The shell could not answer; its client is let go.", e);
        }
    }

    private void greet() throws IOException {
        ByteBuffer greeting = ByteBuffer.allocate(Integer.BYTES);
        while (greeting.hasRemaining()) {
            if (channel.read(greeting) < 0) {
                throw new EOFException("the client left without a word");
            }
        }
        if (greeting.getInt(0) != ShellRequest.GREETING) {
            turnAway("this agent's shell speaks another version; use the bin/nephoscope of the agent that runs");
        }
    }

    /** Waits for the client to leave, because it loses the answer if the connection ends before it is read. */
    private void turnAway(String reason) throws IOException {
        reply.send(ShellFrame.of(ShellFrame.Kind.REFUSED, reason));
        channel.shutdownOutput();
        ByteBuffer unheard = ByteBuffer.allocate(ShellFrame.MAX_BODY);
        while (channel.read(unheard.clear()) >= 0) {
            LOG.trace("A shell client that is turned away still speaks.");
        }
        throw new EOFException("the client was turned away");
    }

    private void answer(ShellFrame frame) throws IOException {
        lastUsed = System.nanoTime();
        switch (frame.kind()) {
            case LINE, WORDS -> start(ShellRequest.of(frame));
            case COMPLETE -> complete(ShellRequest.of(frame));
            case INTERRUPT -> interrupt();
            default -> throw new IOException("the client sent what only the agent says: " + frame.kind());
        }
    }

    private void complete(ShellRequest request) throws IOException {
        String candidates = String.join("\n", evaluator.complete(request.words()));
        reply.send(ShellFrame.of(ShellFrame.Kind.CANDIDATES, candidates));
    }

    private void interrupt() {
        RunningCommand command = running;
        if (command != null) {
            command.abandon(true);
        }
    }

    private void start(ShellRequest request) throws IOException {
        if (isBusy()) {
            throw new IOException("the client sent a command while another runs");
        }
        RunningCommand command = new RunningCommand(evaluator, request, reply);
        running = command;
        workers.execute(() -> {
            command.run();
            lastUsed = System.nanoTime();
        });
    }
}
