package io.nephoscope.testkit.libvirt;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What the daemon does about a call. To do nothing is to hang. Runs in one of the daemon's workers, which
 * it occupies until it returns.
 */
@ConsumerType
@FunctionalInterface
public interface Behaviour {

    /**
     * Does it.
     *
     * @param usual what the daemon would have answered; to ask for it may wait for guests that hang
     */
    void about(Call call, Usual usual) throws IOException, InterruptedException;

    /** What the daemon answers when nobody says otherwise. */
    @FunctionalInterface
    interface Usual {

        /** Works it out, once for each time that it is asked. */
        Message answer() throws InterruptedException;
    }

    /** Answers as ever. */
    static Behaviour usual() {
        return (call, usual) -> call.send(usual.answer());
    }

    /** Answers this. */
    static Behaviour answer(Wire result) {
        return (call, usual) -> call.answer(result);
    }

    /** Answers with an error. */
    static Behaviour refuse(RemoteError error) {
        return (call, usual) -> call.refuse(error);
    }

    /** Never answers. */
    static Behaviour hang() {
        return (call, usual) -> {};
    }

    /** Closes the connection. */
    static Behaviour hangUp() {
        return (call, usual) -> call.hangUp();
    }

    /** Answers what is made of the usual answer: with another serial, program, status or type. */
    static Behaviour changed(UnaryOperator<Message> change) {
        return (call, usual) -> call.send(change.apply(usual.answer()));
    }

    /** Sends bytes that are no answer. */
    static Behaviour garbage(byte... bytes) {
        byte[] copy = bytes.clone();
        return (call, usual) -> call.send(copy);
    }

    /** Sends half of the usual answer, and then nothing. */
    static Behaviour halfAnswer() {
        return (call, usual) -> {
            byte[] whole = usual.answer().encoded();
            call.send(Arrays.copyOf(whole, whole.length / 2));
        };
    }

    /** Sends the usual answer in pieces of so many bytes. */
    static Behaviour inPieces(int size) {
        return (call, usual) -> {
            byte[] whole = usual.answer().encoded();
            for (int start = 0; start < whole.length; start += size) {
                call.send(Arrays.copyOfRange(whole, start, Math.min(start + size, whole.length)));
            }
        };
    }

    /** This after a while. */
    default Behaviour after(Duration delay) {
        return (call, usual) -> {
            TimeUnit.NANOSECONDS.sleep(delay.toNanos());
            about(call, usual);
        };
    }

    /** This when the latch is open. */
    default Behaviour after(CountDownLatch latch) {
        return (call, usual) -> {
            latch.await();
            about(call, usual);
        };
    }

    /** This and then another. */
    default Behaviour then(Behaviour next) {
        return (call, usual) -> {
            about(call, usual);
            next.about(call, usual);
        };
    }

    /** This about the first calls, the usual about the others. */
    default Behaviour times(int count) {
        AtomicInteger left = new AtomicInteger(count);
        return (call, usual) -> (left.getAndDecrement() > 0 ? this : usual()).about(call, usual);
    }
}
