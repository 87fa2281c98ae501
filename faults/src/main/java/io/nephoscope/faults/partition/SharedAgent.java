package io.nephoscope.faults.partition;

import io.nephoscope.faults.scene.Link;
import io.nephoscope.faults.scene.NephoscopeAgent;
import io.nephoscope.faults.scene.Signals;
import io.nephoscope.faults.scene.Subject;
import java.io.IOException;
import java.util.List;

/** One of the agents, with its own way to each node of the engine. */
final class SharedAgent implements AutoCloseable {

    private final String name;
    private final Subject subject;
    private final List<Link> links;
    private boolean runs;

    SharedAgent(String name, Subject subject, List<Link> links) {
        this.name = name;
        this.subject = subject;
        this.links = links;
    }

    /** As samples name it. */
    String name() {
        return name;
    }

    /** Whether it was started and not ended. */
    boolean runs() {
        return runs;
    }

    void start() throws IOException, InterruptedException {
        subject.start();
        runs = true;
    }

    /** Stops it in order, as a restart does: it is expected back. */
    void stop() throws IOException, InterruptedException {
        runs = false;
        subject.stop();
    }

    /** Has it hand over what it polls, then stops it. Ceilometer has no such thing. */
    void leave() throws IOException, InterruptedException {
        if (subject instanceof NephoscopeAgent agent) {
            agent.tell("partitions", "leave");
        }
        stop();
    }

    void kill() throws IOException, InterruptedException {
        runs = false;
        subject.kill();
    }

    /** Has it do nothing, with its connections open. */
    void pause() throws IOException, InterruptedException {
        Signals.send("STOP", subject.processes());
    }

    void resume() throws IOException, InterruptedException {
        Signals.send("CONT", subject.processes());
    }

    /** Keeps it from the engine. */
    void cut() {
        links.forEach(Link::cut);
    }

    void heal() {
        links.forEach(Link::heal);
    }

    String lastWords() throws IOException {
        return subject.lastWords();
    }

    @Override
    public void close() throws IOException {
        subject.close();
        for (Link link : links) {
            link.close();
        }
    }
}
