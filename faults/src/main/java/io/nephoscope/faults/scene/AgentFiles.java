package io.nephoscope.faults.scene;

import io.nephoscope.benchmarks.peers.Installation;
import io.nephoscope.faults.oracle.TargetSource;
import io.nephoscope.faults.oracle.Targets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration of our agent. */
public record AgentFiles(Installation installation, Setting setting) {

    /** The name of the source that faulty plugins are polled by. */
    public static final String FAULTY = "faulty";

    void write(String transport, Targets targets) throws IOException {
        installation.unpack();
        String liveFirst = Boolean.getBoolean("faults.live.first") ? "amqp" : "";
        installation.write(
                "core",
                "publishers=amqp",
                "journal.size=" + setting.pick(100, 3072),
                "journal.live.first.publishers=" + liveFirst);
        installation.write("publisher.amqp", publisher(transport).toArray(String[]::new));
        installation.write(
                "connector.openstack",
                "auth.url=" + targets.authUrl(),
                "username=ceilometer",
                "password=secret",
                "project.name=service",
                "default.domain.id=default",
                "region.name=RegionOne");
        targets.define(installation.folder().resolve("etc/pollsters.d"));
        installation.define(polling());
    }

    private List<String> publisher(String transport) {
        List<String> lines = new ArrayList<>(List.of(
                "transport.url=" + transport,
                "control.exchange=" + Scene.TOPIC,
                "topics=" + Scene.TOPIC,
                "telemetry.secret=" + Scene.SECRET,
                "durable.queues=true",
                "quorum.queue=" + (setting.queue() == Setting.Queue.QUORUM)));
        if (setting.form() == Setting.Form.BRIEF) {
            // What is waited for by default takes longer than the short form has.
            lines.addAll(List.of("heartbeat=4", "confirm.timeout=6", "retry.max=2"));
        }
        return lines;
    }

    /** A polling.yaml with the oracle's sources, and one for plugins that misbehave. */
    public String polling() {
        return polling(setting.sources());
    }

    /** The same with other sources. */
    public String polling(List<TargetSource> sources) {
        return sources.stream()
                .map(TargetSource::name)
                .map(name -> """
                          - name: %1$s
                            interval: 1
                            timeout: 5
                            meters: ['oracle.%1$s']
                        """.formatted(name))
                .collect(Collectors.joining("", "sources:\n", """
                          - name: %s
                            interval: 1
                            meters: ['faulty.*', 'hostile.*']
                            resources: ['test://one']
                        """.formatted(FAULTY)));
    }
}
