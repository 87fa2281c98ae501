package io.nephoscope.shell.socket;

import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.protocol.ShellFrame;
import io.nephoscope.shell.protocol.ShellRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One command that runs. It ends once: when it returns, or when it is abandoned, and then at once, whether or not it
 * heeds the interrupt. All of it is decided under the reply's lock, which also holds each write: an interrupt never
 * hits a write, which would close the connection.
 */
final class RunningCommand implements Runnable {

    private final Evaluator evaluator;
    private final ShellRequest request;
    private final Reply reply;
    private final FrameStream out;
    private final FrameStream err;
    private @Nullable Thread thread;
    private volatile boolean over;

    RunningCommand(Evaluator evaluator, ShellRequest request, Reply reply) {
        this.evaluator = evaluator;
        this.request = request;
        this.reply = reply;
        this.out = new FrameStream(reply, ShellFrame.Kind.OUT);
        this.err = new FrameStream(reply, ShellFrame.Kind.ERR);
    }

    @Override
    public void run() {
        synchronized (reply) {
            if (over) {
                return;
            }
            thread = Thread.currentThread();
        }
        end(evaluate());
    }

    private int evaluate() {
        try {
            return evaluator.run(request, out, err);
        } catch (InterruptedException e) {
            return CommandFailure.INTERRUPTED;
        } catch (IOException e) {
            return CommandFailure.FAILED; // the client left, and nobody hears the status
        }
    }

    /** Ends it now: with a status for a client that interrupts, and without a word for one that left. */
    void abandon(boolean told) {
        synchronized (reply) {
            if (over) {
                return;
            }
            out.close();
            err.close();
            if (thread != null) {
                thread.interrupt();
                thread = null;
            }
            over = true;
        }
        evaluator.abandon();
        if (told) {
            reply.end(CommandFailure.INTERRUPTED);
        }
    }

    /** Asked without the lock, which a write to a client that does not read holds. */
    boolean isOver() {
        return over;
    }

    private void end(int status) {
        synchronized (reply) {
            if (over) {
                return;
            }
            over = true;
            thread = null;
        }
        reply.end(status);
    }
}
