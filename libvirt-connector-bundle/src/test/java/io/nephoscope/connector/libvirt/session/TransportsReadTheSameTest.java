package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.DomainEvent.Kind;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.DomainWatch;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.testkit.libvirt.Behaviour;
import io.nephoscope.testkit.libvirt.FakeDomain;
import io.nephoscope.testkit.libvirt.FakeGuest;
import io.nephoscope.testkit.libvirt.FakeHypervisor;
import io.nephoscope.testkit.libvirt.FakeLibvirtd;
import io.nephoscope.testkit.libvirt.GuestShape;
import io.nephoscope.testkit.libvirt.LibvirtProcedure;
import io.nephoscope.testkit.libvirt.Lifecycle;
import io.nephoscope.testkit.libvirt.ParameterName;
import io.nephoscope.testkit.libvirt.Parameters;
import io.nephoscope.testkit.libvirt.RemoteError;
import io.nephoscope.testkit.libvirt.Selection;
import io.nephoscope.testkit.libvirt.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs libvirt.so and no hypervisor: both transports read the guests of the stand-in for libvirtd. */
@Timeout(60)
class TransportsReadTheSameTest {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Set<StatsGroup> ALL = EnumSet.allOf(StatsGroup.class);
    private static final int DEVICE_REMOVED = 15;
    private static final int DEVICE_REMOVED_MESSAGE = 333;
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    /** The clock stands still, so that two readings can be equal. */
    private final FakeHypervisor hypervisor = FakeHypervisor.simulated(20, new GuestShape(2, 3, 4, true), () -> NOW);

    private final FakeGuest guest = hypervisor.guests().get(6);
    private final DomainRef domain = ref(guest.domain());
    private FakeLibvirtd daemon;

    @BeforeEach
    void start() throws IOException {
        daemon = FakeLibvirtd.start(hypervisor);
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc", "native"})
    void everyParameterOfEveryGuest(String kind) throws Exception {
        try (Transport transport = open(kind)) {
            StatsTable table = transport.stats(ALL);

            assertThat(table.domains()).hasSize(20).allSatisfy(row -> {
                FakeGuest read = hypervisor.guests().get(row.domain().id() - 1);
                assertThat(row.domain()).isEqualTo(ref(read.domain()));
                assertThat(numbers(read))
                        .hasSizeGreaterThan(80)
                        .allSatisfy((name, value) ->
                                assertThat(row.number(name)).as(name).hasValue(value));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc", "native"})
    void descriptionsAndSizes(String kind) throws Exception {
        try (Transport transport = open(kind)) {
            assertThat(transport.describe(domain)).hasValue(guest.xml());
            assertThat(transport.diskSize(domain, "vdb")).hasValueSatisfying(size -> assertThat(size.capacity())
                    .isEqualTo(numbers(guest).get("block.1.capacity")));
            assertThat(transport.diskSize(domain, "vdz")).isEmpty();
            hypervisor.remove(guest.domain());
            assertThat(transport.describe(domain)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc", "native"})
    void whatCanBeReadOfAGuestThatHangs(String kind) throws Exception {
        try (Transport transport = open(kind)) {
            hypervisor.hang(guest.domain());
            FutureTask<StatsTable> stuck = new FutureTask<>(() -> transport.stats(ALL));
            new Thread(stuck).start();
            await().until(() -> hypervisor.stuckCalls() == 1);

            StatsTable others = transport.stats(ALL);

            assertThat(row(others).number("net.0.rx.bytes")).isPresent();
            assertThat(row(others).number("block.0.rd.bytes")).isEmpty();
            assertThat(transport.busyFor(domain).orElseThrow()).isPositive();
            hypervisor.heal(guest.domain());
            assertThat(row(stuck.get()).number("block.0.rd.bytes")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc", "native"})
    void errorsAndLosses(String kind) throws Exception {
        try (Transport transport = open(kind)) {
            daemon.on(LibvirtProcedure.DOMAIN_GET_XML_DESC, Behaviour.refuse(RemoteError.of(9, 10, "so what")));
            HypervisorException refused =
                    catchThrowableOfType(HypervisorException.class, () -> transport.describe(domain));
            daemon.on(
                    LibvirtProcedure.CONNECT_GET_LIB_VERSION,
                    Behaviour.halfAnswer().then(Behaviour.hangUp()));
            HypervisorException lost = catchThrowableOfType(HypervisorException.class, transport::probe);

            assertThat(refused).hasMessageContaining("so what");
            assertThat(refused.connectionLost()).isFalse();
            assertThat(lost.connectionLost()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc", "native"})
    void eventsOfDomains(String kind) throws Exception {
        List<DomainEvent> told = new ArrayList<>();
        try (Transport transport = open(kind);
                DomainWatch watch = transport.watch()) {
            daemon.fire(guest.domain(), Lifecycle.STOPPED, 0);
            daemon.fireMetadataChange(guest.domain(), "http://openstack.org/xmlns/libvirt/nova/1.1");
            daemon.fire(DEVICE_REMOVED, DEVICE_REMOVED_MESSAGE, guest.domain(), new Wire().text("virtio-disk1"));

            await().untilAsserted(() -> {
                told.addAll(watch.take().events());
                assertThat(told)
                        .containsExactlyInAnyOrder(
                                new DomainEvent(domain, Kind.LIFECYCLE),
                                new DomainEvent(domain, Kind.METADATA),
                                new DomainEvent(domain, Kind.DEVICES));
            });
        }
    }

    private Transport open(String kind) throws Exception {
        return Transports.opener(kind, ANSWER).open(daemon.uri());
    }

    private DomainStats row(StatsTable table) {
        return table.domains().stream()
                .filter(row -> row.domain().equals(domain))
                .findFirst()
                .orElseThrow();
    }

    private static DomainRef ref(FakeDomain domain) {
        return new DomainRef(domain.uuid(), domain.id(), domain.name());
    }

    private static Map<String, Long> numbers(FakeGuest guest) {
        Map<String, Long> numbers = new HashMap<>();
        guest.write(Selection.ALL, new Parameters() {
            @Override
            public void number(ParameterName name, long value) {
                numbers.put(name.name(), value);
            }

            @Override
            public void text(ParameterName name, String value) {
                // Numbers suffice here.
            }
        });
        return numbers;
    }
}
