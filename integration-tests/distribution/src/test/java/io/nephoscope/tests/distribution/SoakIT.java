package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Polls each second while guests come, change and go and the daemon is killed and restarted, and holds
 * no more after it than before. Set the system property {@code soak.rounds} for a longer one.
 */
@Tag("soak")
class SoakIT {

    private static final int WARM_UP = 5;
    private static final int ROUNDS = Integer.getInteger("soak.rounds", 20);
    private static final int GUESTS = 8;
    /** Of each guest: defined, edited twice, renamed, which is two, and undefined; and of the running one. */
    private static final int EVENTS_PER_ROUND = GUESTS * 6 + 4;

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RUNNING = "instance-000000a2";
    private static final String GUEST = """
            <domain type="qemu"><name>soak-%1$d</name><uuid>0f0f0f0f-3333-4222-8333-%1$012x</uuid>
            <metadata><nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1"><nova:name>soak %1$d</nova:name>
            <nova:flavor name="m1.tiny"><nova:memory>512</nova:memory><nova:disk>1</nova:disk><nova:swap>0</nova:swap>
            <nova:ephemeral>0</nova:ephemeral><nova:vcpus>1</nova:vcpus></nova:flavor>
            <nova:owner><nova:user uuid="u">u</nova:user><nova:project uuid="p">p</nova:project></nova:owner>
            </nova:instance></metadata>
            <memory>16384</memory><vcpu>1</vcpu><os><type arch="x86_64">hvm</type></os></domain>
            """;

    /**
     * The connector keeps as many side connections as it has needed at the same time, which may be more
     * after a while than in the beginning. What leaks with each restart or event leaks twenty times.
     */
    private static final int MORE_CONNECTIONS = 3;
    /**
     * What may be alive on the heap beyond what the round before left, as the slope over all rounds: less than a
     * kilobyte per event, and than any connection that is not let go.
     */
    private static final double KILOBYTES_PER_ROUND = 50;

    /**
     * Soft references go with each collection, and the heap's pages are all there from the beginning: what is
     * left that grows is held.
     */
    private static final String[] WITHOUT_NOISE = {
        "-XX:SoftRefLRUPolicyMSPerMB=0", "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch"
    };

    /** A socket, and two of the selector that watches it. */
    private static final int FILES = 3;

    /** Of the agent's workers, and of libvirt's monitor: a minute, for each that was idle last. */
    private static final Duration UNTIL_IDLE_THREADS_HAVE_ENDED = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final List<String> turmoil = new ArrayList<>();

    @BeforeAll
    static void startGuests() throws Exception {
        Testbed.call("libvirt", "start");
        Testbed.call("guests", "kinds");
    }

    @Test
    void holdsNoMoreAfterAThousandEventsAndTwentyRestarts() throws Exception {
        planTurmoil();
        try (Agent direct = agent("rpc").run();
                Agent library = agent("native").run()) {
            rounds(WARM_UP, List.of(), direct, library);
            List<Held> held = List.of(new Held("rpc", direct.pid()), new Held("native", library.pid()));

            rounds(ROUNDS, held, direct, library);

            for (Held ofOne : held) {
                assertHoldsNoMore(ofOne);
            }
        }
    }

    /** What an agent held when the soak began, and what was alive on its heap after each round. */
    private static final class Held {

        final String transport;
        final long pid;
        final Footprint before;
        final List<Long> alive = new ArrayList<>();

        Held(String transport, long pid) throws IOException, InterruptedException {
            this.transport = transport;
            this.pid = pid;
            before = Footprint.of(pid);
        }
    }

    private void assertHoldsNoMore(Held held) throws Exception {
        Footprint before = held.before;
        // A leak leaves something behind at each restart. Beside it come and go threads that help a cycle which lasts.
        await().atMost(UNTIL_IDLE_THREADS_HAVE_ENDED).untilAsserted(() -> {
            assertThat(Footprint.openFiles(held.pid))
                    .isLessThanOrEqualTo(before.files() + 1 + MORE_CONNECTIONS * FILES);
            assertThat(Footprint.threads(held.pid)).isLessThan(before.threads() + ROUNDS / 2);
        });
        Footprint after = Footprint.of(held.pid);
        double growth = Slope.of(held.alive);
        Figures.record(
                "held by an agent with transport %s before %d events and %d restarts of libvirtd"
                        .formatted(held.transport, ROUNDS * EVENTS_PER_ROUND, ROUNDS),
                "%s; after: %s; its heap grew by %.1f kB in a round".formatted(before, after, growth));
        assertThat(growth).as("kB more in each round, of %s", held.alive).isLessThan(KILOBYTES_PER_ROUND);
        // Java makes one for each constructor that reflection has called often enough; a leak makes one per restart.
        assertThat(after.classLoaders()).isLessThan(before.classLoaders() + ROUNDS);
        assertThat(after.anonymousKilobytes()).isLessThan(before.anonymousKilobytes() + 20_000);
    }

    /** Half of the restarts are crashes. */
    private void rounds(int count, List<Held> held, Agent... agents) throws Exception {
        for (int round = 0; round < count; round++) {
            Testbed.call("libvirt", "virsh", String.join("; ", turmoil));
            if (round % 2 == 0) {
                Testbed.call("libvirt", "kill");
                Testbed.call("libvirt", "start");
            } else {
                Testbed.call("libvirt", "restart");
            }
            for (Agent agent : agents) {
                awaitMoreSamples(agent);
            }
            for (Held ofOne : held) {
                ofOne.alive.add(Footprint.aliveKilobytes(ofOne.pid));
            }
        }
    }

    private static void awaitMoreSamples(Agent agent) throws IOException {
        long before = agent.printed();
        await().pollInterval(Duration.ofMillis(20)).atMost(SOON).until(() -> agent.printed() > before);
    }

    private void planTurmoil() throws IOException {
        for (int number = 1; number <= GUESTS; number++) {
            Path file = Files.writeString(folder.resolve(number + ".xml"), GUEST.formatted(number));
            String name = "soak-" + number;
            turmoil.add("define " + file);
            turmoil.add("metadata " + name + " --uri http://example.org/x --key x --set '<x/>' --config");
            turmoil.add("domrename " + name + " renamed-" + number);
            turmoil.add("metadata renamed-" + number + " --uri http://example.org/x --remove --config");
            turmoil.add("undefine renamed-" + number);
        }
        turmoil.addAll(List.of("suspend " + RUNNING, "resume " + RUNNING, "suspend " + RUNNING, "resume " + RUNNING));
    }

    private Agent agent(String transport) throws Exception {
        return Agent.in(folder.resolve(transport))
                .javaOptions(WITHOUT_NOISE)
                .configure("io.nephoscope.connector.libvirt", "uri=" + Testbed.libvirtUri(), "transport=" + transport)
                .polling("sources: [{name: all, interval: 1, meters: [cpu, 'disk.*', 'network.*', memory.usage]}]");
    }
}
