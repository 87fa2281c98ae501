package io.nephoscope.faults.strike;

import io.nephoscope.benchmarks.peers.Installation;
import io.nephoscope.faults.scene.AgentFiles;
import io.nephoscope.faults.scene.Libvirtd;
import io.nephoscope.faults.scene.Scene;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** What happens to libvirtd, whose guests are polled beside the oracle's sources. */
final class LibvirtStrikes {

    private static final String CONNECTOR = "connector.libvirt";
    private static final String GUESTS = """
              - name: guests
                interval: 1
                meters: [cpu, memory.usage, 'disk.device.*']
            """;

    private LibvirtStrikes() {}

    /** Kills it, and lets it hang; its guests are polled again each time. In the short form once each. */
    static void kill(Scene scene, Dose dose) throws Exception {
        Installation installation = scene.agent().installation();
        AgentFiles files = new AgentFiles(installation, scene.setting());
        Libvirtd libvirtd = Libvirtd.withGuests(scene.setting());
        try {
            installation.write(CONNECTOR, "uri=" + libvirtd.uri());
            installation.define(files.polling() + GUESTS);
            awaitGuests(scene);
            for (int times = dose.pick(1, 20); times > 0; times--) {
                libvirtd.kill();
                scene.hold(Duration.ofSeconds(1).plus(dose.below(dose.pick(1000, 5000))));
                libvirtd.start();
                awaitGuests(scene);
                libvirtd.pause();
                scene.hold(dose.pick(Duration.ofSeconds(2), Duration.ofSeconds(15)));
                libvirtd.resume();
                awaitGuests(scene);
            }
        } finally {
            installation.define(files.polling());
            installation.write(CONNECTOR);
            libvirtd.close();
        }
    }

    private static void awaitGuests(Scene scene) throws TimeoutException {
        long before = scene.ledger().oddities().foreign();
        scene.await("no guest is polled", () -> scene.ledger().oddities().foreign() > before);
    }
}
