package io.nephoscope.connector.snmp.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntSupplier;

/**
 * Bounds how many devices are asked at once, so that their answers find room in the socket's buffer. Who is quiet for long
 * gives up its place: its answer, if ever, comes alone. Thread-safe; what waits is started on the thread that makes room.
 */
final class RequestWindow {

    private final IntSupplier size;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int taken;
    /** Whether somebody starts what waits: one at a time, so that what ends at once does not pile up on the stack. */
    private boolean isStarting;

    RequestWindow(IntSupplier size) {
        this.size = size;
    }

    /** Starts it now, or when there is a place. Each that is started must {@link #leave} once. */
    void enter(Runnable start) {
        synchronized (this) {
            waiting.add(start);
        }
        startAll();
    }

    /** Gives a place to the next. */
    void leave() {
        synchronized (this) {
            taken--;
        }
        startAll();
    }

    private void startAll() {
        boolean isMine = false;
        while (true) {
            Runnable next;
            synchronized (this) {
                if (isStarting && !isMine) {
                    return;
                }
                next = taken < size.getAsInt() ? waiting.poll() : null;
                isMine = next != null;
                isStarting = isMine;
                taken += isMine ? 1 : 0;
            }
            if (next == null) {
                return;
            }
            next.run();
        }
    }

    /** How many wait. */
    synchronized int waiting() {
        return waiting.size();
    }
}
