package io.nephoscope.support.process;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How processes are ended: the kernel's signals, which Java knows for single processes alone. */
class Signals {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final File NOWHERE = new File("/dev/null");

    /** Ends one process without asking it; in vain if it belongs to another user. */
    void kill(ProcessHandle process) {
        process.destroyForcibly();
    }

    /**
     * Sends a signal to a whole process group at once, so that none of it escapes by starting another meanwhile. It
     * asks a shell, the only program that can do so on every machine; in vain if that cannot be started.
     *
     * @param signal its name without SIG
     * @param deadline as of {@link System#nanoTime}; an interrupt does not shorten it
     */
    void signalGroup(String signal, long group, long deadline) {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -s $0 -- -$1", signal, Long.toString(group))
                    .redirectInput(NOWHERE)
                    .redirectOutput(NOWHERE)
                    .redirectError(NOWHERE)
                    .start();
            while (kill.isAlive() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(PAUSE);
            }
            kill.destroyForcibly();
        } catch (IOException e) {
            // The machine is out of processes: then they are ended one by one.
        }
    }
}
