package io.nephoscope.testkit.libvirt;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The monitor of a guest whose process hangs. The first call that asks it waits until the guest is
 * healed: libvirt knows no timeout. The others find it busy.
 */
final class Monitor {

    private boolean busy;
    private long since;
    private boolean healed;

    /**
     * Asks the guest's process.
     *
     * @param patience how long to wait for another call to be done with it
     * @return whether it answered; false if another call still waits for it
     */
    synchronized boolean ask(Duration patience) throws InterruptedException {
        if (!awaitTurn(patience)) {
            return false;
        }
        busy = true;
        since = System.nanoTime();
        try {
            while (!healed) {
                wait();
            }
            return true;
        } finally {
            busy = false;
            notifyAll();
        }
    }

    synchronized boolean isBusy() {
        return busy;
    }

    /** For how long a call has been waiting, if one does. */
    synchronized Optional<Duration> busy() {
        return busy ? Optional.of(Duration.ofNanos(System.nanoTime() - since)) : Optional.empty();
    }

    synchronized void heal() {
        healed = true;
        notifyAll();
    }

    private boolean awaitTurn(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (busy && !healed) {
            long rest = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (rest <= 0) {
                return false;
            }
            wait(rest);
        }
        return true;
    }
}
