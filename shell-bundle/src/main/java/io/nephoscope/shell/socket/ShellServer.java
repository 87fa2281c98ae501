package io.nephoscope.shell.socket;

import io.nephoscope.shell.command.Commands;
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
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the shell's socket. Each connection has a thread that reads and, while a command runs, one that runs
 * it. When all connections are taken, the one that has been idle longest makes way for a new one.
 */
public final class ShellServer implements AutoCloseable {

    static final int MAX_CONVERSATIONS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(ShellServer.class);
    private static final long STOP_MILLIS = 500;
    private static final long RETRY_MILLIS = 1000;

    private final SocketFile file;
    private final ServerSocketChannel channel;
    private final Selector selector;
    private final ExecutorService threads = Executors.newCachedThreadPool(ShellServer::thread);
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch accepted = new CountDownLatch(1);

    private ShellServer(SocketFile file) throws IOException {
        this.file = file;
        channel = file.bind();
        selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT);
    }

    /**
     * Opens the socket and serves it from a thread of its own.
     *
     * @throws IOException if the socket cannot be opened; the message says what to do
     */
    public static ShellServer open(Path path, CommandProcessor processor, Commands commands) throws IOException {
        ShellServer server = new ShellServer(new SocketFile(path));
        server.threads.execute(() -> {
            try {
                server.serve(processor, commands);
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

    private void serve(CommandProcessor processor, Commands commands) {
        boolean failing = false;
        while (stopped.getCount() > 0) {
            try {
                SocketChannel client = next();
                if (client != null) {
                    converse(new Conversation(client, processor, commands, threads));
                }
                failing = false;
            } catch (IOException e) {
                if (!failing) {
                    LOG.warn("The shell cannot accept connections; it tries again every second.", e);
                }
                failing = true;
                pause();
            }
        }
    }

    /** The next client; null when there is none after all, or the shell stops. */
    private @Nullable SocketChannel next() throws IOException {
        selector.select();
        selector.selectedKeys().clear();
        return channel.accept();
    }

    /** One client beyond the limit is let in only to be told that there is no room; further ones not even that. */
    private void converse(Conversation conversation) throws IOException {
        boolean room = conversations.size() < MAX_CONVERSATIONS || makeWay();
        if (conversations.size() > MAX_CONVERSATIONS) {
            conversation.close();
            return;
        }
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

    private boolean makeWay() throws IOException {
        long now = System.nanoTime();
        Optional<Conversation> idle = conversations.stream()
                .filter(conversation -> !conversation.busy())
                .min(Comparator.comparingLong(conversation -> conversation.lastUsed() - now));
        if (idle.isPresent() && conversations.remove(idle.get())) {
            idle.get().close();
        }
        return idle.isPresent();
    }

    private void pause() {
        try {
            stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "nephoscope-shell");
        thread.setDaemon(true);
        return thread;
    }
}
