package io.nephoscope.connector.libvirt.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.connector.libvirt.binding.NativeTransport;
import io.nephoscope.connector.libvirt.rpc.RpcTransport;
import io.nephoscope.connector.libvirt.session.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stops the processes of real guests while they are read. */
@Timeout(120)
class HangingGuestsIT {

    /** The transports. */
    enum Kind {
        RPC {
            @Override
            Transport open(String uri) throws HypervisorException {
                return RpcTransport.open(uri, ANSWER);
            }
        },
        NATIVE {
            @Override
            Transport open(String uri) throws Exception {
                return NativeTransport.open(uri);
            }
        };

        abstract Transport open(String uri) throws Exception;
    }

    private static final int GUESTS = 50;
    /** The number of the first one. */
    private static final int FIRST = 0x1000;

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Set<StatsGroup> ALL = EnumSet.allOf(StatsGroup.class);
    private static final RowCompleteness FULL = new RowCompleteness(ALL);
    /** Other tests' guests may be there too, and not each of those has all values. */
    private static final Set<String> OURS =
            IntStream.range(0, GUESTS).mapToObj(HangingGuestsIT::name).collect(Collectors.toSet());

    private String[] hung = {};
    private @Nullable Session session;

    @BeforeAll
    static void startGuests() throws Exception {
        testbed("libvirt", "start");
        testbed("guests", "up", String.valueOf(GUESTS), "--halted");
        // Java keeps a socket of its own from the first one on.
        Kind.RPC.open(testbed("libvirt", "uri", "ro").strip()).close();
    }

    /** Others are slower with them. */
    @AfterAll
    static void endGuests() throws Exception {
        testbed(
                "guests",
                Stream.concat(Stream.of("down"), IntStream.range(0, GUESTS).mapToObj(HangingGuestsIT::name))
                        .toArray(String[]::new));
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        heal(hung);
        if (session != null) {
            session.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsAroundOneGuestThatHangsAndTakesItBackWhenItAnswers(Kind kind) throws Exception {
        Session session = open(kind);
        session.warmUp();

        hang("instance-00001003");
        Reading first = session.read();

        assertFull(first, hung);
        assertThat(first.took()).isLessThan(Duration.ofSeconds(3).plus(session.usual));
        assertThat(session.unresponsive()).containsExactly("instance-00001003");
        Reading later = session.read();
        assertFull(later, hung);
        assertThat(later.took()).isLessThan(session.usual.multipliedBy(3).plusMillis(500));
        assertThat(session.guests.report().stuck()).isOne();

        heal(hung);
        await().atMost(SOON).until(() -> session.unresponsive().isEmpty());
        assertFull(session.read());
        assertThat(session.guests.report().line()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void readsAroundFiveOfFiftyGuestsThatHangAtOnce(Kind kind) throws Exception {
        Session session = open(kind);
        session.warmUp();

        hang(IntStream.of(0, 7, 21, 22, 49).mapToObj(HangingGuestsIT::name).toArray(String[]::new));
        Reading first = session.read();

        assertFull(first, hung);
        assertThat(first.took()).isLessThan(Duration.ofSeconds(8));
        assertThat(session.unresponsive()).containsExactlyInAnyOrder(hung);
        assertThat(session.guests.report().stuck()).isEqualTo(5);
        assertFull(session.read(), hung);

        heal(hung);
        await().atMost(SOON).until(() -> session.unresponsive().isEmpty());
        assertFull(session.read());
    }

    @Test
    void forgetsAGuestThatIsDestroyedWhileItHangs() throws Exception {
        Session session = open(Kind.RPC);
        session.warmUp();
        hang("instance-00001005");
        session.read();
        assertThat(session.unresponsive()).containsExactly("instance-00001005");

        testbed("libvirt", "virsh", "-q", "destroy", "instance-00001005");
        hung = new String[0];

        Reading next = session.read();
        assertThat(next.table().domains()).noneMatch(row -> row.domain().name().equals("instance-00001005"));
        assertFull(next);
        await().atMost(SOON).until(() -> session.guests.report().stuck() == 0);
        assertThat(session.unresponsive()).isEmpty();
        testbed("guests", "up", String.valueOf(GUESTS), "--halted");
    }

    @ParameterizedTest
    @EnumSource
    void readsTheSizesOfDisksAroundAGuestThatHangs(Kind kind) throws Exception {
        Session session = open(kind);
        DomainRef healthy = session.ref("instance-00001001");
        DomainRef sick = session.ref("instance-00001002");
        assertThat(session.guests.diskSize(healthy, "vda")).isPresent();
        hang("instance-00001002");

        assertThat(session.guests.diskSize(sick, "vda")).isEmpty();

        assertThat(session.unresponsive()).containsExactly("instance-00001002");
        assertThat(session.guests.diskSize(sick, "vda")).isEmpty();
        assertThat(session.guests.diskSize(healthy, "vda")).isPresent();
        assertThat(session.guests.report().stuck()).isOne();
    }

    private Session open(Kind kind) throws Exception {
        Session opened = new Session(kind);
        session = opened;
        return opened;
    }

    /** A reader on a connection of its own, as the connector holds it. */
    private static final class Session {

        final Transport transport;
        final GuestReader guests;
        final long filesBefore = openSockets();
        Duration usual = Duration.ZERO;

        Session(Kind kind) throws Exception {
            String uri = testbed("libvirt", "uri", "ro").strip();
            transport = kind.open(uri);
            guests = new GuestReader(transport, () -> kind.open(uri), MonitorLimits.of(0, 8));
        }

        void warmUp() throws Exception {
            for (int turn = 0; turn < 3; turn++) {
                Reading reading = read();
                assertFull(reading);
                usual = reading.took();
            }
        }

        Reading read() throws HypervisorException {
            long start = System.nanoTime();
            StatsTable table = guests.stats(ALL, PATIENCE);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Reading(table, took);
        }

        DomainRef ref(String name) throws HypervisorException {
            return transport.stats(Set.of(StatsGroup.STATE)).domains().stream()
                    .map(DomainStats::domain)
                    .filter(domain -> domain.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        List<String> unresponsive() {
            return guests.report().unresponsive().keySet().stream()
                    .map(DomainRef::name)
                    .toList();
        }

        void close() {
            guests.close();
            transport.close();
            await().atMost(SOON).untilAsserted(() -> assertThat(Thread.getAllStackTraces())
                    .noneSatisfy((thread, stack) -> assertThat(thread.getName()).startsWith("libvirt-monitor")));
            await().atMost(SOON).untilAsserted(() -> assertThat(openSockets()).isLessThanOrEqualTo(filesBefore));
        }
    }

    private record Reading(StatsTable table, Duration took) {}

    private void hang(String... domains) throws Exception {
        hung = domains;
        testbed("guests", Stream.concat(Stream.of("hang"), Stream.of(domains)).toArray(String[]::new));
    }

    private static void heal(String... domains) throws Exception {
        if (domains.length > 0) {
            testbed(
                    "guests",
                    Stream.concat(Stream.of("heal"), Stream.of(domains)).toArray(String[]::new));
        }
    }

    /** Our guests have all values, but for those that hang, which have what is known without their processes. */
    private static void assertFull(Reading reading, String... hung) {
        List<DomainStats> ours = reading.table().domains().stream()
                .filter(row -> OURS.contains(row.domain().name()))
                .toList();
        assertThat(ours).hasSizeGreaterThanOrEqualTo(GUESTS - 1);
        List<String> exceptions = Arrays.asList(hung);
        assertThat(ours).allSatisfy(row -> {
            assertThat(row.number("state.state")).isPresent();
            assertThat(row.count("net.*.rx.bytes")).isPositive();
            assertThat(row.count("vcpu.*.time")).isPositive();
            assertThat(FULL.lacks(row))
                    .as(row.domain().name())
                    .isEqualTo(exceptions.contains(row.domain().name()));
        });
    }

    private static String name(int number) {
        return "instance-%08x".formatted(FIRST + number);
    }

    private static long openSockets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(HangingGuestsIT::isSocket).count();
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException e) {
            // It was closed meanwhile.
            return false;
        }
    }

    private static String testbed(String script, String... words) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("nephoscope.root"), "testbed", script)
                                .toString()),
                        Stream.of(words))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(command.toString()).isZero();
        return output;
    }
}
