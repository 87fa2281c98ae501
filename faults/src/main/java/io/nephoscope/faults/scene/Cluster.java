package io.nephoscope.faults.scene;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The broker's nodes, one as a rule, and a link to each. */
public final class Cluster implements AutoCloseable {

    private final List<Broker> brokers;
    private final List<Link> links;

    private Cluster(List<Broker> brokers, List<Link> links) {
        this.brokers = List.copyOf(brokers);
        this.links = List.copyOf(links);
    }

    static Cluster start(Setting setting, int nodes) throws IOException, InterruptedException {
        List<Broker> brokers = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        Path folder = setting.folder().resolveSibling("broker-" + nodes);
        for (int node = 0; node < nodes; node++) {
            Broker broker = new Broker(setting.root(), folder.resolve(Integer.toString(node)), setting.port() + node);
            if (node > 0) {
                broker.share(brokers.get(0));
            }
            broker.start();
            if (node > 0) {
                broker.join(brokers.get(0));
            }
            brokers.add(broker);
            links.add(Link.to(broker.port()));
        }
        brokers.get(0).welcome();
        return new Cluster(brokers, links);
    }

    /** The only node, or the first. */
    public Broker broker() {
        return brokers.get(0);
    }

    /** The way to the only node, or to the first. */
    public Link link() {
        return links.get(0);
    }

    /** All nodes. */
    public List<Broker> brokers() {
        return brokers;
    }

    /** The ways to all of them. */
    List<Link> links() {
        return links;
    }

    /** Connections that ended so far. */
    public long broken() {
        return links.stream().mapToLong(Link::broken).sum();
    }

    List<URI> uris() {
        return brokers.stream().map(Broker::uri).toList();
    }

    /** The URL for the agent, by way of the links. */
    String transport() {
        return links.stream()
                .map(link -> "%1$s:%1$s@127.0.0.1:%2$d".formatted(Broker.USER, link.port()))
                .collect(Collectors.joining(",", "rabbit://", "/"));
    }

    @Override
    public void close() throws IOException {
        for (Link link : links) {
            link.close();
        }
        for (Broker broker : brokers) {
            broker.close();
        }
    }
}
