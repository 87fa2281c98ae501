package io.nephoscope.shell.socket;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the shell's socket. Each connection has a thread that reads and, while a command runs, one that runs
 * it. Who only keeps a connection is let go after a while, and at once when all are taken and another client comes:
 * the owner's next command always finds a place, unless all of them run commands.
 */
public final class ShellServer implements AutoCloseable {

    static final int MAX_CONVERSATIONS = 16;

    /** Commands that were abandoned and do not heed the interrupt included. */
    static final int MAX_COMMANDS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(ShellServer.class);
    private static final long STOP_MILLIS = 500;
    private static final long RETRY_MILLIS = 1000;
    private static final long LOOK_MILLIS = 1000;
    private static final long UNTIL_A_CLIENT_COMES = 0;

    private final SocketFile file;
    private final ConnectionLimits limits;
    private final Semaphore commands = new Semaphore(MAX_COMMANDS);
    private final ServerSocketChannel channel;
    private final Selector selector;
    private final ExecutorService threads = Executors.newCachedThreadPool(ShellServer::thread);
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch accepted = new CountDownLatch(1);

    private ShellServer(SocketFile file, ConnectionLimits limits) throws IOException {
        this.file = file;
        this.limits = limits;
        channel = file.bind();
        selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT);
    }

    /**
     * Opens the socket and serves it from a thread of its own.
     *
     * @param evaluators makes one for each client
     * @throws IOException if the socket cannot be opened; the message says what to do
     */
    public static ShellServer open(Path path, Supplier<? extends Evaluator> evaluators) throws IOException {
        return open(path, evaluators, ConnectionLimits.DEFAULT);
    }

    static ShellServer open(Path path, Supplier<? extends Evaluator> evaluators, ConnectionLimits limits)
            throws IOException {
        ShellServer server = new ShellServer(new SocketFile(path), limits);
        server.threads.execute(() -> {
            try {
                server.serve(evaluators);
            } finally {
                server.accepted.countDown();
            }
        });
        return server;
    }

    /** Ends all connections and awaits its threads, at most half a second. */
    @Override
    public void close() throws IOException {
        try (selector;
                channel) {
            file.delete();
            endAccepting();
        }
        for (Conversation conversation : conversations) {
            conversation.close();
        }
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("A shell command did not end when the shell stopped; it is left behind.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Before the channel is closed: a connection that is accepted just then is lost inside the JDK, where nobody
     * closes it and its client waits for ever (seen with 25).
     */
    private void endAccepting() {
        stopped.countDown();
        selector.wakeup();
        try {
            if (!accepted.await(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("The shell still accepts a connection while it stops.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong with one client, or all of them, the next one is accepted. */
    private void serve(Supplier<? extends Evaluator> evaluators) {
        boolean failing = false;
        while (stopped.getCount() > 0) {
            try {
                SocketChannel client = next();
                letOverdueGo();
                if (client != null) {
                    converse(new Conversation(client, evaluators.get(), this::runCommand));
                }
                failing = false;
            } catch (IOException | RuntimeException e) {
                if (!failing) {
                    LOG.warn("The shell cannot accept connections; it tries again every second.", e);
                }
                failing = true;
                pause();
            }
        }
    }

    /** The next client; null when there is none after all, when it is time to look at the others, or at the end. */
    private @Nullable SocketChannel next() throws IOException {
        long look = Math.max(1, Math.min(LOOK_MILLIS, limits.silence().toMillis()));
        selector.select(conversations.isEmpty() ? UNTIL_A_CLIENT_COMES : look);
        // Any plugin can interrupt any thread; a selector waits no more while the flag stands.
        boolean unused = Thread.interrupted();
        selector.selectedKeys().clear();
        return channel.accept();
    }

    /** Their own threads then end, and take them out of the set. */
    private void letOverdueGo() throws IOException {
        long now = System.nanoTime();
        for (Conversation conversation : conversations) {
            if (conversation.isOverdue(limits, now)) {
                conversation.close();
            }
        }
    }

    /** One client beyond the limit is let in only to be told that there is no room. */
    private void converse(Conversation conversation) throws IOException {
        boolean room = conversations.size() < MAX_CONVERSATIONS || makeWay();
        conversations.add(conversation);
        try {
            threads.execute(() -> serve(conversation, room));
        } catch (RejectedExecutionException e) {
            conversation.close(); // the shell stops
        }
    }

    private void serve(Conversation conversation, boolean room) {
        try {
            if (room) {
                conversation.run();
            } else {
                conversation.refuse(MAX_CONVERSATIONS + " shell commands run already; try again when one is over");
            }
        } finally {
            conversations.remove(conversation);
        }
    }

    /** Lets go the client with the least claim; all but one that was being refused before it. */
    private boolean makeWay() throws IOException {
        long now = System.nanoTime();
        while (conversations.size() >= MAX_CONVERSATIONS) {
            Optional<Conversation> least = conversations.stream()
                    .filter(conversation -> conversation.claim(now) < Long.MAX_VALUE)
                    .min(Comparator.comparingLong(conversation -> conversation.claim(now)));
            if (least.isEmpty()) {
                return false;
            }
            conversations.remove(least.get());
            least.get().close();
        }
        return true;
    }

    private void runCommand(Runnable command) {
        if (!commands.tryAcquire()) {
            throw new RejectedExecutionException(
                    MAX_COMMANDS + " shell commands that were abandoned have not ended; restart the agent");
        }
        threads.execute(() -> {
            try {
                command.run();
            } finally {
                commands.release();
            }
        });
    }

    private void pause() {
        try {
            stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debug("The shell's pause was interrupted", e);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "nephoscope-shell");
        thread.setDaemon(true);
        return thread;
    }
}
