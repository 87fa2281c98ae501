package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both transports read the same guests of a real libvirtd, and see the same. */
class TransportsAgreeIT {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Set<StatsGroup> ALL = EnumSet.allOf(StatsGroup.class);
    private static final Pattern ASSIGNMENT = Pattern.compile("^ +([^= ]+)=", Pattern.MULTILINE);

    @BeforeAll
    static void startGuests() throws Exception {
        testbed("libvirt", "start");
        testbed("guests", "kinds");
    }

    @Test
    void onRealGuests() throws Exception {
        String uri = testbed("libvirt", "uri", "ro").strip();
        Set<String> names = new TreeSet<>();
        ASSIGNMENT
                .matcher(testbed("libvirt", "virsh", "domstats", "--raw"))
                .results()
                .forEach(result -> names.add(result.group(1)));
        assertThat(names).hasSizeGreaterThan(80).contains("balloon.rss", "block.1.rd.bytes", "net.1.tx.drop");

        try (Transport direct = Transports.opener("rpc", ANSWER).open(uri);
                Transport library = Transports.opener("native", ANSWER).open(uri)) {
            assertAgree(direct, library, names);
        }
    }

    @Test
    void onGuestsOfTheTestDriver() throws Exception {
        String uri = testbed("libvirt", "uri", "ro").strip().replace("qemu+unix:///system", "test+unix://" + guests());
        Set<String> names = Stream.of(
                        "state.state state.reason cpu.time vcpu.current balloon.current balloon.rss",
                        "balloon.unused balloon.available balloon.usable balloon.swap_in net.0.rx.bytes net.0.tx.drop",
                        "block.0.rd.reqs block.0.rd.bytes block.0.wr.reqs block.0.wr.bytes")
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .collect(Collectors.toSet());

        try (Transport direct = Transports.opener("rpc", ANSWER).open(uri);
                Transport library = Transports.opener("native", ANSWER).open(uri)) {
            assertThat(names).allSatisfy(name -> assertThat(direct.stats(ALL).domains())
                    .hasSize(2)
                    .anyMatch(row -> row.number(name).isPresent()));
            assertAgree(direct, library, names);
        }
    }

    @Test
    void onSomeOfTheGuests() throws Exception {
        String uri = testbed("libvirt", "uri", "ro").strip();
        Set<StatsGroup> monitored = EnumSet.of(StatsGroup.BALLOON, StatsGroup.BLOCK);

        try (Transport direct = Transports.opener("rpc", ANSWER).open(uri);
                Transport library = Transports.opener("native", ANSWER).open(uri)) {
            List<DomainRef> withDisks = direct.stats(Set.of(StatsGroup.BLOCK)).domains().stream()
                    .filter(row -> row.rows("block.*.name") > 0)
                    .map(DomainStats::domain)
                    .toList();
            List<DomainRef> some = List.of(withDisks.get(0), withDisks.get(2));

            for (Transport transport : List.of(direct, library)) {
                await().atMost(SOON).untilAsserted(() -> assertThat(
                                transport.stats(monitored, some).domains())
                        .allSatisfy(row -> assertThat(row.number("balloon.rss")).isPresent())
                        .allSatisfy(row ->
                                assertThat(row.number("block.*.rd.reqs", 0)).isPresent())
                        .allSatisfy(row -> assertThat(row.number("state.state")).isEmpty())
                        .extracting(DomainStats::domain)
                        .containsExactlyInAnyOrderElementsOf(some));
                assertThat(transport.stats(monitored, List.of()).domains()).isEmpty();
                assertThat(transport.busyFor(some.get(0)).orElseThrow()).isLessThan(ANSWER);
            }
        }
    }

    /** Values move, so each is read by one transport, by the other, and by the first one again. */
    private static void assertAgree(Transport one, Transport other, Set<String> names) throws Exception {
        assertSame(one.domains(), other.domains(), one.domains(), Set.of("state.state", "state.reason"));
        // Not each value grows only, so it takes a while without a turn between the readings.
        await().atMost(SOON).untilAsserted(() -> assertSame(one.stats(ALL), other.stats(ALL), one.stats(ALL), names));
        ThrowingConsumer<DomainRef> sameDescription =
                domain -> assertThat(one.describe(domain)).isPresent().isEqualTo(other.describe(domain));
        assertThat(one.domains().domains()).extracting(DomainStats::domain).allSatisfy(sameDescription);
    }

    private static void assertSame(StatsTable before, StatsTable table, StatsTable after, Set<String> names) {
        assertThat(table.missing()).isEqualTo(before.missing());
        assertThat(refs(table)).isNotEmpty().isEqualTo(refs(before)).isEqualTo(refs(after));
        for (int index = 0; index < table.domains().size(); index++) {
            for (String name : names) {
                DomainStats row = table.domains().get(index);
                assertBetween(
                        name, before.domains().get(index), row, after.domains().get(index));
            }
        }
    }

    private static void assertBetween(String name, DomainStats before, DomainStats row, DomainStats after) {
        assertThat(row.number(name).isPresent())
                .as(name)
                .isEqualTo(before.number(name).isPresent())
                .isEqualTo(after.number(name).isPresent());
        if (row.number(name).isPresent()) {
            long one = before.number(name).getAsLong();
            long other = after.number(name).getAsLong();
            // Not each value grows only, such as a guest's resident memory.
            assertThat(row.number(name).getAsLong()).as(name).isBetween(Math.min(one, other), Math.max(one, other));
        }
        for (String device : List.of("net", "block")) {
            assertThat(row.rows(device + ".*.name")).isEqualTo(before.rows(device + ".*.name"));
        }
    }

    private static List<DomainRef> refs(StatsTable table) {
        return table.domains().stream().map(DomainStats::domain).toList();
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
        assertThat(process.waitFor()).as(command.toString()).isZero();
        return output;
    }

    private static Path guests() throws Exception {
        return Path.of(Objects.requireNonNull(
                        TransportsAgreeIT.class.getResource("/io/nephoscope/connector/libvirt/binding/guests.xml"))
                .toURI());
    }
}
