package io.nephoscope.shell.socket;

import io.nephoscope.shell.command.Commands;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
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
    private final ExecutorService threads = Executors.newCachedThreadPool(ShellServer::thread);
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private ShellServer(SocketFile file, ServerSocketChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the socket and serves it from a thread of its own.
     *
     * @throws IOException if the socket cannot be opened; the message says what to do
     */
    public static ShellServer open(Path path, CommandProcessor processor, Commands commands) throws IOException {
        SocketFile file = new SocketFile(path);
        ShellServer server = new ShellServer(file, file.bind());
        server.threads.execute(() -> server.serve(processor, commands));
        return server;
    }

    /** Ends all connections and awaits its threads, at most half a second. */
    @Override
    public void close() throws IOException {
        stopped.countDown();
        try (channel) {
            file.delete();
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

    private void serve(CommandProcessor processor, Commands commands) {
        boolean failing = false;
        while (channel.isOpen()) {
            try {
                converse(new Conversation(channel.accept(), processor, commands, threads));
                failing = false;
            } catch (IOException e) {
                if (channel.isOpen() && !failing) {
                    LOG.warn("The shell cannot accept connections; it tries again every second.", e);
                }
                failing = true;
                pause();
            }
        }
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
