package io.nephoscope.testkit.libvirt;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Hands each call to a worker, which does what the test says about it, or answers it. */
final class Dispatcher implements AutoCloseable {

    private final Answers answers;
    private final CallJournal journal;
    private final CallWorkers workers;
    private final Map<Integer, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Dispatcher(Answers answers, CallJournal journal, CallWorkers workers) {
        this.answers = answers;
        this.journal = journal;
        this.workers = workers;
    }

    void on(int procedure, Behaviour behaviour) {
        behaviours.put(procedure, behaviour);
    }

    void dispatch(Call call) {
        journal.add(call);
        int number = call.message().procedure();
        boolean asksGuests =
                LibvirtProcedure.of(number).filter(LibvirtProcedure::asksGuests).isPresent();
        Behaviour behaviour = behaviours.getOrDefault(number, Behaviour.usual());
        try {
            workers.execute(asksGuests, () -> work(call, behaviour));
        } catch (RejectedExecutionException e) {
            // The daemon is being closed, and its connections with it.
        }
    }

    private void work(Call call, Behaviour behaviour) {
        try {
            behaviour.about(call, () -> answers.to(call));
        } catch (IOException e) {
            // The client has left, which its reader notices.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            call.client().close();
        }
    }

    /** Stops all work. */
    @Override
    public void close() {
        workers.close();
    }

    /** @throws IllegalStateException if a behaviour or an answer failed */
    void requireNoFailure() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("the daemon failed at a call", cause);
        }
    }
}
