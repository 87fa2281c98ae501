package io.nephoscope.faults.scene;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One direction of a connection: one thread reads what another one writes when it is time. */
final class LinkDirection {

    private static final int PIECE = 1 << 14;
    /** What lies in the network; who sends more waits. */
    private static final int PIECES = 64;

    private final LinkedPair pair;
    private final Socket from;
    private final Socket to;
    /** Under the lock, as the two below. */
    private final Deque<Piece> pieces = new ArrayDeque<>();

    private boolean complete;
    private boolean over;

    /** Bytes on their way, and when they go on. */
    private record Piece(ByteBuffer bytes, long at) {}

    LinkDirection(LinkedPair pair, Socket from, Socket to) {
        this.pair = pair;
        this.from = from;
        this.to = to;
    }

    /** Reads to the end; what was read goes on all the same. */
    void read() throws InterruptedException {
        try (InputStream in = from.getInputStream()) {
            byte[] buffer = new byte[PIECE];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                put(Arrays.copyOf(buffer, read));
            }
        } catch (IOException e) {
            // As good as its end.
        }
        complete();
        if (pair.isSwallowing()) {
            pair.ended(from);
        }
    }

    private synchronized void put(byte[] bytes) throws InterruptedException {
        while (pieces.size() >= PIECES && !over && !pair.isSwallowing()) {
            wait();
        }
        if (!over && !pair.isSwallowing()) {
            long delay = pair.delay(bytes.length);
            pieces.add(new Piece(ByteBuffer.wrap(bytes), delay == Long.MAX_VALUE ? delay : System.nanoTime() + delay));
            notifyAll();
        }
    }

    private synchronized void complete() {
        complete = true;
        notifyAll();
    }

    synchronized void end() {
        over = true;
        notifyAll();
    }

    synchronized void hurry() {
        Piece[] kept = pieces.toArray(Piece[]::new);
        pieces.clear();
        for (Piece piece : kept) {
            pieces.add(new Piece(piece.bytes(), System.nanoTime()));
        }
        notifyAll();
    }

    void write() throws InterruptedException {
        try {
            for (Piece piece = take(); piece != null; piece = take()) {
                if (!pair.isSwallowing()) {
                    to.getOutputStream().write(piece.bytes().array());
                }
            }
        } catch (IOException e) {
            // The other side is gone, and so is this one.
        }
        pair.ended(from);
    }

    /** @return null at the end */
    private synchronized @Nullable Piece take() throws InterruptedException {
        while (!over) {
            Piece piece = pieces.peek();
            if (piece == null && complete) {
                return null;
            }
            long wait = piece == null || piece.at() == Long.MAX_VALUE
                    ? TimeUnit.SECONDS.toNanos(1)
                    : piece.at() - System.nanoTime();
            if (piece != null && wait <= 0) {
                notifyAll();
                return pieces.remove();
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, wait));
        }
        return null;
    }
}
