package io.nephoscope.shell.socket;

import io.nephoscope.shell.protocol.ShellFrame;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends frames to one client, whole and one after the other. Whoever holds its lock keeps it from writing. */
final class Reply {

    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    private final WritableByteChannel channel;

    /** Since when a write waits for the client, as {@link System#nanoTime} tells it; 0 if none does. */
    private volatile long writingSince;

    Reply(WritableByteChannel channel) {
        this.channel = channel;
    }

    /** Sends a frame, also from an interrupted thread, whose write would otherwise close the channel. */
    synchronized void send(ShellFrame frame) throws IOException {
        boolean interrupted = Thread.interrupted();
        writingSince = System.nanoTime() | 1; // never 0
        try {
            frame.writeTo(channel);
        } finally {
            writingSince = 0;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Tells a command's status to a client that may have left. */
    void end(int status) {
        try {
            send(ShellFrame.of(ShellFrame.Kind.EXIT, Integer.toString(status)));
        } catch (IOException e) {
            LOG.debug("A shell client left before its command was over.", e);
        }
    }

    /** For how long the client has not taken what is written to it. Asked without the lock, which the write holds. */
    long nanosUntaken(long now) {
        long since = writingSince;
        return since == 0 ? 0 : now - since;
    }
}
