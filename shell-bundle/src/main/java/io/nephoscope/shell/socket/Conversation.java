package io.nephoscope.shell.socket;

import io.nephoscope.shell.command.Commands;
import io.nephoscope.shell.protocol.Frame;
import io.nephoscope.shell.protocol.Request;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.felix.service.command.CommandProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection. The thread that runs it reads, so that it notices an interrupt and the client's end
 * while a command runs in another.
 */
final class Conversation implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final SocketChannel channel;
    private final ExecutorService workers;
    private final Reply reply;
    private final Console console;
    private volatile boolean busy;
    private volatile long lastUsed = System.nanoTime();

    Conversation(SocketChannel channel, CommandProcessor processor, Commands commands, ExecutorService workers) {
        this.channel = channel;
        this.workers = workers;
        this.reply = new Reply(channel);
        this.console = new Console(processor, commands, reply);
    }

    /** Whether a command runs. */
    boolean busy() {
        return busy;
    }

    /** When the client last spoke or had its answer, as {@link System#nanoTime} tells it. */
    long lastUsed() {
        return lastUsed;
    }

    @Override
    public void run() {
        converse(() -> answer(Frame.readFrom(channel)));
    }

    /** Tells the client why it is not served, instead of serving it. */
    void refuse(String reason) {
        converse(() -> turnAway(reason));
    }

    /** Never waits for a command: its threads are interrupted, and what they still write is dropped. */
    @Override
    public void close() throws IOException {
        channel.close();
        console.close();
    }

    /** One step of the conversation after the greeting. */
    private interface Step {
        void take() throws IOException;
    }

    private void converse(Step step) {
        try (this) {
            greet();
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
        if (greeting.getInt(0) != Request.GREETING) {
            turnAway("this agent's shell speaks another version; use the bin/nephoscope of the agent that runs");
        }
    }

    /** Waits for the client to leave, because it loses the answer if the connection ends before it is read. */
    private void turnAway(String reason) throws IOException {
        reply.send(Frame.of(Frame.Kind.REFUSED, reason));
        channel.shutdownOutput();
        ByteBuffer unheard = ByteBuffer.allocate(Frame.MAX_BODY);
        while (channel.read(unheard.clear()) >= 0) {
            LOG.trace("A shell client that is turned away still speaks.");
        }
        throw new EOFException("the client was turned away");
    }

    private void answer(Frame frame) throws IOException {
        lastUsed = System.nanoTime();
        switch (frame.kind()) {
            case LINE, WORDS -> start(Request.of(frame));
            case COMPLETE -> complete(Request.of(frame));
            case INTERRUPT -> console.interrupt();
            default -> throw new IOException("the client sent what only the agent says: " + frame.kind());
        }
    }

    private void complete(Request request) throws IOException {
        reply.send(Frame.of(Frame.Kind.CANDIDATES, String.join("\n", console.complete(request.words()))));
    }

    private void start(Request request) throws IOException {
        if (busy) {
            throw new IOException("the client sent a command while another runs");
        }
        busy = true;
        workers.execute(() -> runToEnd(request));
    }

    private void runToEnd(Request request) {
        try {
            int status = console.run(request);
            busy = false;
            lastUsed = System.nanoTime();
            reply.send(Frame.of(Frame.Kind.EXIT, Integer.toString(status)));
        } catch (IOException e) {
            LOG.debug("A shell client left before its command was over.", e);
        } catch (RuntimeException e) {
            LOG.warn("The shell could not run a command; its client is let go.", e);
            letGo();
        }
    }

    private void letGo() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("The connection with a shell client is broken.", e);
        }
    }
}
