package io.nephoscope.faults.partition;

import io.nephoscope.benchmarks.peers.Installation;
import java.io.IOException;

/**
 * The configuration of our agents, of which each has a folder of its own.
 *
 * @param transport the broker's URL
 * @param cloud Keystone's address
 * @param partitioning how agents share
 */
record SharedFiles(String transport, String cloud, SharedTiming timing, String partitioning) {

    static final String TOPIC = "shared";
    static final String SECRET = "faults";

    /**
     * Writes that of one agent.
     *
     * @param backend through what it agrees with the others
     */
    void write(Installation installation, String name, String backend) throws IOException {
        installation.unpack();
        installation.write("core", "publishers=amqp", "journal.size=100");
        installation.write(
                "publisher.amqp",
                "transport.url=" + transport,
                "control.exchange=" + TOPIC,
                "topics=" + TOPIC,
                "telemetry.secret=" + SECRET,
                "durable.queues=true");
        installation.write(
                "connector.openstack",
                "auth.url=" + cloud,
                "username=ceilometer",
                "password=secret",
                "project.name=service",
                "default.domain.id=default",
                "region.name=RegionOne");
        installation.write(
                "coordination",
                "backend.url=" + backend,
                "partitioning=" + partitioning,
                // The namespace of Ceilometer's agents; these poll others, too.
                "group=central",
                "member=" + name,
                "session.timeout=" + timing.session().toSeconds(),
                "handover.lead=" + timing.lead().toSeconds(),
                "grace=" + timing.lead().toSeconds(),
                "settle=" + timing.settle().toSeconds(),
                "hold=" + timing.hold().toSeconds(),
                "rebalance=" + timing.rebalance().toSeconds());
        SharedTargets.define(installation.folder().resolve("etc/pollsters.d"), name);
        installation.define("""
                sources:
                  - name: shared
                    interval: %d
                    meters: ['%s']
                """.formatted(timing.interval().toSeconds(), SharedTargets.METER));
    }
}
