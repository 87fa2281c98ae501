package io.nephoscope.faults.scene;

import java.io.IOException;
import java.net.Socket;
import java.util.List;

/** A connection through the link: the agent's, and the one to the broker that belongs to it. */
final class LinkedPair {

    private final Link link;
    private final Socket agent;
    private final Socket broker;
    private final LinkDirection up;
    private final LinkDirection down;
    private volatile boolean swallowing;

    LinkedPair(Link link, Socket agent, Socket broker) {
        this.link = link;
        this.agent = agent;
        this.broker = broker;
        up = new LinkDirection(this, agent, broker);
        down = new LinkDirection(this, broker, agent);
    }

    void start() {
        List.of(up, down).forEach(direction -> {
            Link.spawn("link-read", direction::read);
            Link.spawn("link-write", direction::write);
        });
    }

    long delay(int bytes) {
        return link.delay(bytes);
    }

    boolean isSwallowing() {
        return swallowing;
    }

    void swallow() {
        swallowing = true;
    }

    /** Lets go of what is kept. */
    void hurry() {
        up.hurry();
        down.hurry();
    }

    /** One side went. The agent does not learn that of a broker whose bytes are swallowed. */
    void ended(Socket side) {
        if (!swallowing || side.equals(agent)) {
            reset();
        }
    }

    /** Ends both connections as a network does that says so. */
    void reset() {
        for (Socket socket : List.of(agent, broker)) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // It was closed before.
            }
        }
        up.end();
        down.end();
        link.ended(this);
    }
}
