package io.nephoscope.testkit.libvirt;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Stands in for libvirtd at a socket: answers as libvirtd does about the guests of a
 * {@link FakeHypervisor}, or does what a test wants instead. Any client of libvirt can use it. Thread-safe.
 */
public final class FakeLibvirtd implements Closeable {

    private static final int CALLS_KEPT = 1_000;

    private final Acceptor acceptor;
    private final CallJournal journal;
    private final Dispatcher dispatcher;
    private final Subscriptions subscriptions = new Subscriptions();
    private final KeepAlives keepAlives = new KeepAlives();

    /** Starts with the usual limits at a socket in a new folder. */
    public static FakeLibvirtd start(FakeHypervisor hypervisor) throws IOException {
        return start(hypervisor, Limits.USUAL);
    }

    /** Starts with other limits at a socket in a new folder. */
    public static FakeLibvirtd start(FakeHypervisor hypervisor, Limits limits) throws IOException {
        return start(Acceptor.bindAnywhere(), hypervisor, limits, new CallJournal(CALLS_KEPT));
    }

    /** Starts with the usual limits at this socket; a file of this name is replaced. */
    public static FakeLibvirtd start(Path socket, FakeHypervisor hypervisor) throws IOException {
        return start(socket, hypervisor, Limits.USUAL);
    }

    /** Starts with other limits at this socket; a file of this name is replaced. */
    public static FakeLibvirtd start(Path socket, FakeHypervisor hypervisor, Limits limits) throws IOException {
        return start(Acceptor.bind(socket), hypervisor, limits, new CallJournal(CALLS_KEPT));
    }

    static FakeLibvirtd start(Acceptor acceptor, FakeHypervisor hypervisor, Limits limits, CallJournal journal) {
        FakeLibvirtd daemon = new FakeLibvirtd(acceptor, hypervisor, limits, journal);
        acceptor.start(limits.callsPerClient(), daemon.listener());
        return daemon;
    }

    private FakeLibvirtd(Acceptor acceptor, FakeHypervisor hypervisor, Limits limits, CallJournal journal) {
        this.acceptor = acceptor;
        this.journal = journal;
        Answers answers = new Answers(hypervisor, limits, subscriptions);
        dispatcher = new Dispatcher(answers, journal, new CallWorkers(limits.workers()));
    }

    /** Where it listens. */
    public Path socket() {
        return acceptor.socket();
    }

    /** What clients of libvirt call it. */
    public String uri() {
        return "qemu+unix:///system?socket=" + socket();
    }

    /** From now on does this about calls of a procedure. */
    public FakeLibvirtd on(LibvirtProcedure procedure, Behaviour behaviour) {
        return on(procedure.number(), behaviour);
    }

    /** From now on does this about calls of a procedure, of any number. */
    public FakeLibvirtd on(int procedure, Behaviour behaviour) {
        dispatcher.on(procedure, behaviour);
        return this;
    }

    /** Those of the last thousand calls that were of this procedure. */
    public List<Call> calls(LibvirtProcedure procedure) {
        return journal.calls().stream()
                .filter(call -> call.message().procedure() == procedure.number())
                .toList();
    }

    /** How many calls of this procedure have come. */
    public long count(LibvirtProcedure procedure) {
        return journal.count(procedure.number());
    }

    /** How many calls have come, by the procedures' names; by their numbers where it knows no name. */
    public Map<String, Long> counts() {
        return journal.counts();
    }

    /** How many clients are connected. */
    public int clients() {
        return acceptor.count();
    }

    /** Pings all clients. */
    public void ping() {
        acceptor.forEach(keepAlives::ping);
    }

    /** From now on answers no ping. */
    public FakeLibvirtd ignorePings() {
        keepAlives.ignore();
        return this;
    }

    /** How many pings have come. */
    public int pings() {
        return keepAlives.pings();
    }

    /** How many answers to pings have come. */
    public int pongs() {
        return keepAlives.pongs();
    }

    /** How many times a client waits to be told of a kind of events. */
    public int subscriptions() {
        return subscriptions.count();
    }

    /** Tells those who want to know what happened to a domain. Does not do it to the domain. */
    public void fire(FakeDomain domain, Lifecycle event, int detail) {
        subscriptions.fire(domain, event, detail);
    }

    /** Tells those who want to know that a domain's metadata changed. Does not change them. */
    public void fireMetadataChange(FakeDomain domain, String namespace) {
        subscriptions.fireMetadataChange(domain, namespace);
    }

    /**
     * Tells those who want to know of any other event.
     *
     * @param kind libvirt's number for what clients register for
     * @param procedure the number of the message
     * @param details what follows the domain in it
     */
    public void fire(int kind, int procedure, FakeDomain domain, Wire details) {
        subscriptions.fire(kind, procedure, new Wire().domain(domain).raw(details.bytes()), domain);
    }

    /** Stops as SIGSTOP does: reads nothing, sends nothing, and keeps its connections. */
    public void freeze() {
        acceptor.gate().close();
    }

    /** Goes on. */
    public void thaw() {
        acceptor.gate().open();
    }

    /** Closes all connections, and stays. */
    public void disconnect() {
        acceptor.forEach(ServedClient::close);
    }

    /**
     * Closes all connections and removes the socket. The hypervisor can have another daemon then.
     *
     * @throws IllegalStateException if a behaviour failed in the meantime
     */
    @Override
    public void close() throws IOException {
        acceptor.close();
        dispatcher.close();
        dispatcher.requireNoFailure();
    }

    private ServedClient.Listener listener() {
        return new ServedClient.Listener() {
            @Override
            public void called(Call call) {
                dispatcher.dispatch(call);
            }

            @Override
            public void keptAlive(ServedClient client, Message message) {
                keepAlives.arrived(client, message);
            }

            @Override
            public void left(ServedClient client) {
                subscriptions.forget(client);
            }
        };
    }
}
