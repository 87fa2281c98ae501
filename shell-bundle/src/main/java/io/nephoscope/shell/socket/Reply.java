package io.nephoscope.shell.socket;

import io.nephoscope.shell.protocol.Frame;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** Sends frames to one client, whole and one after the other. Whoever holds its lock keeps it from writing. */
final class Reply {

    private final WritableByteChannel channel;

    Reply(WritableByteChannel channel) {
        this.channel = channel;
    }

    /** Sends a frame, also from an interrupted thread, whose write would otherwise close the channel. */
    synchronized void send(Frame frame) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            frame.writeTo(channel);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
