package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.session.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A call that asks guests and may never end.
 *
 * @param <T> what it gives
 */
final class MonitorCall<T> {

    /** What is asked. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Transport transport, List<DomainRef> domains) throws HypervisorException;
    }

    /** How far it is. Guarded by the calls it belongs to. */
    enum State {
        RUNNING,
        STUCK,
        ENDED
    }

    final ConnectionPool.Lease connection;
    State state = State.RUNNING;

    private final List<DomainRef> domains;
    /** Before this, it counts as just begun: further connections may be slow to open. */
    private volatile long begunAt;

    private final CompletableFuture<T> answer = new CompletableFuture<>();

    /** @param toOpen how long the connection may take to open before that counts */
    MonitorCall(ConnectionPool.Lease connection, List<DomainRef> domains, Duration toOpen) {
        this.connection = connection;
        this.domains = domains;
        begunAt = System.nanoTime() + toOpen.toNanos();
    }

    /** In the call's own thread: opens the connection if need be, and asks. */
    T make(Question<T> question) throws HypervisorException {
        Transport transport = connection.transport();
        begunAt = System.nanoTime();
        return question.ask(transport, domains);
    }

    /** Whom it asks. */
    List<DomainRef> domains() {
        return domains;
    }

    /** For how long the answer has been waited for. */
    Duration age() {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - begunAt));
    }

    /** Completed in the call's own thread, with a {@link HypervisorException} if libvirt refuses. */
    CompletableFuture<T> answer() {
        return answer;
    }

    /** @param action is told, at once if the call has ended already, whether it was answered */
    void whenEnded(Consumer<Boolean> action) {
        CompletableFuture<T> unused = answer.whenComplete((result, failure) -> action.accept(failure == null));
    }

    /** What it gave. Only when it has ended. */
    T result() throws HypervisorException {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof HypervisorException refusal) {
                throw refusal;
            }
            throw e;
        }
    }
}
