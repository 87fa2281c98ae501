package io.nephoscope.connector.snmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.snmp.SnmpQuery;
import io.nephoscope.connector.snmp.SnmpReading;
import io.nephoscope.connector.snmp.SnmpTrouble;
import io.nephoscope.connector.snmp.SnmpTrouble.Kind;
import io.nephoscope.connector.snmp.SnmpUrl;
import io.nephoscope.connector.snmp.SnmpValue;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

class SnmpReaderTest {

    private static final String LOAD = "1.3.6.1.4.1.2021.10.1.3.1";
    private static final String TOTAL = "1.3.6.1.4.1.2021.4.5.0";
    private static final String FREE = "1.3.6.1.4.1.2021.4.6.0";
    private static final String NAMES = "1.3.6.1.2.1.2.2.1.2";
    private static final String OCTETS = "1.3.6.1.2.1.2.2.1.10";
    private static final String ADDRESSES = "1.3.6.1.2.1.4.20.1.2";
    private static final SnmpQuery SCALARS = SnmpQuery.of(LOAD, TOTAL, FREE);

    private final Readers readers = new Readers();
    private FakeAgent agent;

    @BeforeEach
    void start() throws IOException {
        agent = new FakeAgent("public")
                .with(LOAD, new OctetString("1.18"))
                .with(TOTAL, new Integer32(24_684_092))
                .with(FREE, new Integer32(-3));
    }

    @AfterEach
    void stop() {
        readers.close();
        agent.close();
    }

    @Test
    void readsAllExactOidsWithOneRequest() {
        SnmpReading reading = readers.read(agent.url(), SCALARS);

        assertThat(reading.trouble()).isEmpty();
        assertThat(reading.value(LOAD).map(SnmpValue::text)).contains("1.18");
        assertThat(reading.value(TOTAL).flatMap(SnmpValue::asNumber)).contains(24_684_092L);
        assertThat(reading.value(FREE).flatMap(SnmpValue::asNumber)).contains(-3L);
        assertThat(agent.requests).hasSize(1);
    }

    @Test
    void readsColumnsOfSeveralTablesByOneWalk() {
        agent.with(NAMES + ".1", new OctetString("lo"))
                .with(NAMES + ".2", new OctetString("eth0"))
                .with(OCTETS + ".1", new Counter32(7))
                .with(OCTETS + ".2", new Counter32(4_294_967_295L))
                .with(ADDRESSES + ".127.0.0.1", new Integer32(1));

        SnmpReading reading = readers.read(agent.url(), new SnmpQuery(List.of(), List.of(NAMES, OCTETS, ADDRESSES)));

        assertThat(reading.trouble()).isEmpty();
        assertThat(reading.column(NAMES)).hasToString("{1=lo, 2=eth0}");
        assertThat(reading.column(OCTETS)).hasToString("{1=7, 2=4294967295}");
        assertThat(reading.column(ADDRESSES)).hasToString("{127.0.0.1=1}");
        assertThat(reading.isComplete(ADDRESSES)).isTrue();
        assertThat(agent.requests).hasSize(1);
    }

    @Test
    void walksOnWhereTheLastAnswerEnded() {
        IntStream.rangeClosed(1, 25).forEach(row -> agent.with(NAMES + "." + row, new OctetString("if" + row))
                .with(OCTETS + "." + row, new Counter32(row)));

        SnmpReading reading = readers.bulk(8).read(agent.url(), new SnmpQuery(List.of(), List.of(NAMES, OCTETS)));

        assertThat(reading.column(NAMES)).hasSize(25);
        assertThat(reading.column(OCTETS).keySet())
                .containsExactlyElementsOf(reading.column(NAMES).keySet());
        assertThat(agent.requests).hasSize(7);
    }

    @Test
    void ignoresAnAnswerWithAnotherRequestId() {
        agent.answering((exchange, usual) -> {
            PDU wrong = FakeAgent.error(exchange.request, PDU.genErr, 1);
            wrong.setRequestID(new Integer32(usual.getRequestID().getValue() + 1));
            exchange.send(wrong);
            exchange.send(usual);
        });

        SnmpReading reading = readers.read(agent.url(), SCALARS);

        assertThat(reading.value(TOTAL).flatMap(SnmpValue::asNumber)).contains(24_684_092L);
        assertThat(agent.requests).hasSize(1);
    }

    @Test
    void ignoresAndCountsAnAnswerFromElsewhere() {
        agent.answering((exchange, usual) -> {
            exchange.sendFromElsewhere(FakeAgent.error(exchange.request, PDU.genErr, 1));
            exchange.send(usual);
        });

        SnmpReading reading = readers.read(agent.url(), SCALARS);

        assertThat(reading.value(TOTAL).flatMap(SnmpValue::asNumber)).contains(24_684_092L);
        assertThat(readers.reader.strangers()).isEqualTo(1);
        assertThat(readers.reader.lastStranger()).isEqualTo("127.0.0.1");
    }

    @Test
    void takesAnswersThatComeInAnotherOrder() {
        AtomicReference<Runnable> first = new AtomicReference<>();
        agent.answering((exchange, usual) -> {
            Runnable earlier = first.getAndSet(() -> send(exchange, usual));
            if (earlier != null) {
                exchange.send(usual);
                earlier.run();
            }
        });

        CompletableFuture<SnmpReading> load =
                readers.reader.read(SnmpUrl.of(agent.url()), SnmpQuery.of(LOAD), Readers.LONG);
        CompletableFuture<SnmpReading> total =
                readers.reader.read(SnmpUrl.of(agent.url()), SnmpQuery.of(TOTAL), Readers.LONG);

        assertThat(load.join().value(LOAD).map(SnmpValue::text)).contains("1.18");
        assertThat(total.join().value(TOTAL).map(SnmpValue::text)).contains("24684092");
    }

    private static void send(FakeAgent.Exchange exchange, PDU answer) {
        try {
            exchange.send(answer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void takesAnAnswerThatComesTwiceOnce() {
        agent.answering((exchange, usual) -> {
            exchange.send(usual);
            exchange.send(usual);
        });

        assertThat(readers.read(agent.url(), SCALARS).trouble()).isEmpty();
        assertThat(readers.read(agent.url(), SCALARS).trouble()).isEmpty();
    }

    @Test
    void asksAgainWhatWasLost() {
        agent.answering((exchange, usual) -> {
            if (agent.requests.size() > 1) {
                exchange.send(usual);
            }
        });

        assertThat(readers.read(agent.url(), SCALARS).trouble()).isEmpty();
        assertThat(agent.requests).hasSize(2);
        assertThat(agent.requests.get(0).getRequestID())
                .isEqualTo(agent.requests.get(1).getRequestID());
    }

    @Test
    void takesAWrongCommunityForSilence() {
        SnmpReading reading = readers.read("snmp://s3cret@127.0.0.1:" + agent.port(), SCALARS);

        assertThat(reading.trouble().orElseThrow().kind()).isEqualTo(Kind.SILENCE);
        assertThat(reading.trouble().orElseThrow().message())
                .contains("3 requests within 150 ms")
                .contains("community")
                .doesNotContain("s3cret");
        assertThat(agent.requests).hasSize(3);
    }

    @Test
    void letsASilentDeviceRestAndThenAsksItOnce() {
        agent.answering((exchange, usual) -> {});
        readers.read(agent.url(), SCALARS);

        assertThat(readers.trouble(agent.url(), SCALARS)).isEqualTo(Kind.RESTING);
        assertThat(agent.requests).hasSize(3);

        readers.pass(Duration.ofSeconds(30));
        assertThat(readers.trouble(agent.url(), SCALARS)).isEqualTo(Kind.SILENCE);
        assertThat(agent.requests).hasSize(4);

        readers.pass(Duration.ofSeconds(59));
        assertThat(readers.trouble(agent.url(), SCALARS)).isEqualTo(Kind.RESTING);
        readers.pass(Duration.ofSeconds(1));
        agent.answering((exchange, usual) -> exchange.send(usual));
        assertThat(readers.read(agent.url(), SCALARS).trouble()).isEmpty();
        assertThat(readers.read(agent.url(), SCALARS).trouble()).isEmpty();
    }

    @Test
    void readsOthersWhileASilentDeviceTakesItsTime() {
        readers.window(1);
        agent.answering((exchange, usual) -> {
            if (agent.requests.size() > 3) {
                exchange.send(usual);
            }
        });
        CompletableFuture<SnmpReading> silent =
                readers.reader.read(SnmpUrl.of(agent.url().replace("public", "wrong")), SCALARS, Readers.LONG);

        SnmpReading live = readers.read(agent.url(), SCALARS);

        assertThat(live.trouble()).isEmpty();
        assertThat(silent.join().trouble()).isPresent();
    }

    @Test
    void asksNoMoreAtOnceThanTheWindow() throws IOException {
        readers.window(2);
        List<FakeAgent.Exchange> open = new ArrayList<>();
        agent.answering((exchange, usual) -> {
            open.add(exchange);
            assertThat(open).hasSizeLessThanOrEqualTo(2);
            if (open.size() == 2 || agent.requests.size() == 5) {
                for (FakeAgent.Exchange each : List.copyOf(open)) {
                    open.remove(each);
                    PDU answer = FakeAgent.empty(each.request);
                    answer.add(new VariableBinding(new OID(LOAD), new OctetString("1")));
                    each.send(answer);
                }
            }
        });

        List<CompletableFuture<SnmpReading>> readings = IntStream.range(0, 5)
                .mapToObj(i -> readers.reader.read(SnmpUrl.of(agent.url()), SnmpQuery.of(LOAD), Readers.LONG))
                .toList();

        assertThat(readings)
                .allSatisfy(each -> assertThat(each.join().trouble()).isEmpty());
    }

    @Test
    void splitsWhatIsTooBigAndRemembersIt() {
        agent.atMost(2);

        SnmpReading reading = readers.read(agent.url(), SCALARS);

        assertThat(reading.trouble()).isEmpty();
        assertThat(reading.value(FREE).map(SnmpValue::isThere)).contains(true);
        assertThat(agent.requests).extracting(PDU::size).containsExactly(3, 2, 1);

        readers.read(agent.url(), SCALARS);
        assertThat(agent.requests).extracting(PDU::size).containsExactly(3, 2, 1, 2, 1);
    }

    @Test
    void tellsWhatIsTooBigByItself() {
        agent.atMost(0);

        SnmpReading reading = readers.read(agent.url(), SCALARS);

        assertThat(reading.value(LOAD).map(SnmpValue::kind)).contains(SnmpValue.Kind.FAILED);
        assertThat(reading.value(FREE).map(SnmpValue::text).orElse("")).contains("too big");
    }

    @Test
    void leavesOutTheValueThatTheDeviceFailsAt() {
        agent.answering((exchange, usual) ->
                exchange.send(exchange.request.size() == 3 ? FakeAgent.error(exchange.request, PDU.genErr, 2) : usual));

        SnmpReading reading = readers.read(agent.url(), SCALARS);

        assertThat(reading.trouble()).isEmpty();
        assertThat(reading.value(TOTAL).map(SnmpValue::kind)).contains(SnmpValue.Kind.FAILED);
        assertThat(reading.value(LOAD).map(SnmpValue::text)).contains("1.18");
        assertThat(agent.requests).hasSize(2);
    }

    @Test
    void findsTheValueThatTheDeviceFailsAtWithoutSayingWhich() {
        agent.answering((exchange, usual) -> exchange.send(
                exchange.request.getVariableBindings().stream()
                                .anyMatch(each -> each.getOid().equals(new OID(TOTAL)))
                        ? FakeAgent.error(exchange.request, PDU.genErr, 0)
                        : usual));

        SnmpReading reading = readers.read(agent.url(), SCALARS);

        assertThat(reading.value(TOTAL).map(SnmpValue::kind)).contains(SnmpValue.Kind.FAILED);
        assertThat(reading.value(FREE).map(SnmpValue::text)).contains("-3");
    }

    @Test
    void tellsNoSuchObjectFromNoSuchInstance() {
        agent.with(LOAD, Null.noSuchInstance);

        SnmpReading reading = readers.read(agent.url(), SnmpQuery.of(LOAD, "1.3.6.1.99.0"));

        assertThat(reading.value(LOAD)).contains(SnmpValue.NO_SUCH_INSTANCE);
        assertThat(reading.value("1.3.6.1.99.0")).contains(SnmpValue.NO_SUCH_OBJECT);
    }

    @Test
    void takesAnAnswerToSomethingElseForAFailure() {
        agent.answering((exchange, usual) -> {
            PDU odd = FakeAgent.empty(exchange.request);
            odd.add(new VariableBinding(new OID("1.3.6.1.7"), new Integer32(1)));
            exchange.send(odd);
        });

        SnmpReading reading = readers.read(agent.url(), SCALARS);

        assertThat(reading.value(LOAD).map(SnmpValue::kind)).contains(SnmpValue.Kind.FAILED);
        assertThat(reading.value(FREE).map(SnmpValue::kind)).contains(SnmpValue.Kind.FAILED);
    }

    @Test
    void endsAWalkThatGoesRound() {
        agent.answering((exchange, usual) -> {
            PDU round = FakeAgent.empty(exchange.request);
            round.add(new VariableBinding(new OID(NAMES + ".2"), new OctetString("a")));
            round.add(new VariableBinding(new OID(NAMES + ".1"), new OctetString("b")));
            exchange.send(round);
        });

        SnmpReading reading = readers.read(agent.url(), new SnmpQuery(List.of(), List.of(NAMES)));

        assertThat(reading.trouble().orElseThrow().kind()).isEqualTo(Kind.DEVICE_ERROR);
        assertThat(reading.trouble().orElseThrow().message()).contains("circle");
        assertThat(reading.isComplete(NAMES)).isFalse();
    }

    @Test
    void endsAWalkThatIsAnsweredWithNothing() {
        agent.answering((exchange, usual) -> exchange.send(FakeAgent.empty(exchange.request)));

        assertThat(readers.trouble(agent.url(), new SnmpQuery(List.of(), List.of(NAMES))))
                .isEqualTo(Kind.DEVICE_ERROR);
    }

    @Test
    void walksInSmallerStepsWhereTheAnswerWouldBeTooBig() {
        agent.with(NAMES + ".1", new OctetString("lo"))
                .answering((exchange, usual) -> exchange.send(
                        exchange.request.getMaxRepetitions() > 10
                                ? FakeAgent.error(exchange.request, PDU.tooBig, 0)
                                : usual));

        SnmpReading reading = readers.read(agent.url(), new SnmpQuery(List.of(), List.of(NAMES)));

        assertThat(reading.trouble()).isEmpty();
        assertThat(reading.column(NAMES)).hasToString("{1=lo}");
    }

    @Test
    void endsAColumnAtTheEndOfEverything() {
        agent.values.clear();
        agent.with(NAMES + ".1", new OctetString("lo"));

        SnmpReading reading = readers.read(agent.url(), new SnmpQuery(List.of(), List.of(NAMES, OCTETS)));

        assertThat(reading.isComplete(NAMES)).isTrue();
        assertThat(reading.isComplete(OCTETS)).isTrue();
        assertThat(reading.column(OCTETS)).isEmpty();
    }

    @Test
    void tellsThatTheDeviceRefuses() {
        agent.answering(
                (exchange, usual) -> exchange.send(FakeAgent.error(exchange.request, PDU.authorizationError, 0)));

        assertThat(readers.trouble(agent.url(), SCALARS)).isEqualTo(Kind.AUTHORIZATION_ERROR);
    }

    @Test
    void keepsWhatWasReadBeforeTheTimeWasOver() {
        agent.answering((exchange, usual) -> {
            if (exchange.request.getType() == PDU.GET) {
                exchange.send(usual);
            }
        });

        SnmpReading reading = readers.read(agent.url(), SCALARS.columns(NAMES), Duration.ofMillis(100));

        assertThat(reading.trouble().orElseThrow().kind()).isEqualTo(Kind.LATE);
        assertThat(reading.value(LOAD).map(SnmpValue::text)).contains("1.18");
    }

    @Test
    void doesNotLetADeviceRestThatFellSilentInTheMiddle() {
        agent.answering((exchange, usual) -> {
            if (exchange.request.getType() == PDU.GET) {
                exchange.send(usual);
            }
        });

        readers.read(agent.url(), SCALARS.columns(NAMES));

        assertThat(readers.read(agent.url(), SCALARS).trouble()).isEmpty();
    }

    /** Where the interval is shorter than all tries together. */
    @Test
    void letsADeviceRestThatWasSilentUntilTheTimeWasOver() {
        agent.answering((exchange, usual) -> {});

        SnmpReading reading = readers.read(agent.url(), SCALARS, Duration.ofMillis(250));

        assertThat(reading.trouble().orElseThrow().kind()).isEqualTo(Kind.SILENCE);
        assertThat(readers.trouble(agent.url(), SCALARS)).isEqualTo(Kind.RESTING);
    }

    @Test
    void endsWhatWaitsForThePlaceOfOthers() {
        readers.window(1);
        agent.answering((exchange, usual) -> {});
        CompletableFuture<SnmpReading> first = readers.reader.read(SnmpUrl.of(agent.url()), SCALARS, Readers.LONG);

        SnmpReading second = readers.read(agent.url(), SCALARS, Duration.ofMillis(30));

        assertThat(second.trouble().orElseThrow().kind()).isEqualTo(Kind.LATE);
        assertThat(first.join().trouble()).isPresent();
    }

    @Test
    void asksByVersion1WhereTheUrlSaysSo() {
        agent.with(NAMES + ".1", new OctetString("lo")).with(NAMES + ".2", new OctetString("eth0"));

        SnmpReading reading = readers.read(
                agent.url() + "?version=1",
                SnmpQuery.of(LOAD, "1.3.6.1.99.0", TOTAL).columns(NAMES, OCTETS));

        assertThat(reading.trouble()).isEmpty();
        assertThat(reading.value(LOAD).map(SnmpValue::text)).contains("1.18");
        assertThat(reading.value("1.3.6.1.99.0")).contains(SnmpValue.NO_SUCH_INSTANCE);
        assertThat(reading.value(TOTAL).map(SnmpValue::isThere)).contains(true);
        assertThat(reading.column(NAMES)).hasToString("{1=lo, 2=eth0}");
        assertThat(reading.isComplete(OCTETS)).isTrue();
    }

    @Test
    void readsCountersOf64BitsWithoutASign() {
        agent.with(LOAD, new Counter64(-1)).with(TOTAL, new IpAddress("192.0.2.1"));

        SnmpReading reading = readers.read(agent.url(), SCALARS);

        assertThat(reading.value(LOAD).flatMap(SnmpValue::asNumber)).contains(new BigInteger("18446744073709551615"));
        assertThat(reading.value(TOTAL).map(SnmpValue::text)).contains("192.0.2.1");
    }

    @Test
    void readsDevicesByIpv6() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        try (FakeAgent sixth = new FakeAgent("public", loopback)) {
            sixth.with(LOAD, new OctetString("6"));

            SnmpReading reading = readers.read("snmp://public@[::1]:" + sixth.port(), SnmpQuery.of(LOAD));

            assertThat(reading.value(LOAD).map(SnmpValue::text)).contains("6");
        }
    }

    @Test
    void tellsThatThereIsNoSuchHost() {
        assertThat(readers.trouble("snmp://public@host.invalid", SCALARS)).isEqualTo(Kind.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "snmp://u:s3cretpass@127.0.0.1?auth_proto=sha&priv_proto=aes128&priv_passwd=s3cret2, no priv_password",
        "snmp://u:s3cretpass@127.0.0.1?auth_proto=rot13, has an auth_proto that is none of",
        "snmp://s3cret@127.0.0.1?version=9, has another version of SNMP",
        "snmp://s3cret@127.0.0.1?version=1&priv_password=s3cret2, version 1 or 2c beside",
        "snmp://u@127.0.0.1?priv_password=s3cret2, without a password",
    })
    void tellsWhatIsWrongWithAUrlWithoutItsSecrets(String url, String reason) {
        SnmpTrouble trouble = readers.read(url, SCALARS).trouble().orElseThrow();

        assertThat(trouble.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(trouble.message())
                .startsWith("cannot be asked: its URL ")
                .contains(reason)
                .doesNotContain("s3cret");
    }

    @Test
    void tellsOfASecretThatIsNotThereWithoutShowingIt() {
        SnmpReading reading = readers.read("snmp://user:file:/no/such/s3cret@127.0.0.1", SCALARS);

        assertThat(reading.trouble().orElseThrow().kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(reading.trouble().orElseThrow().message()).doesNotContain("s3cret");
    }

    @Test
    void endsWhatIsUnderWayWhenItStops() {
        agent.answering((exchange, usual) -> {});
        CompletableFuture<SnmpReading> reading = readers.reader.read(SnmpUrl.of(agent.url()), SCALARS, Readers.LONG);

        readers.close();

        assertThat(reading.join().trouble().orElseThrow().kind()).isEqualTo(Kind.STOPPED);
        assertThat(readers.trouble(agent.url(), SCALARS)).isIn(Kind.STOPPED, Kind.UNREACHABLE);
    }

    @Test
    void showsSilentDevicesByNameAndAllTogether() {
        readers.read(agent.url(), SCALARS);
        readers.read(agent.url().replace("public", "s3cret"), SCALARS);
        DeviceReports reports = new DeviceReports(readers.reader);

        assertThat(reports.endpoints())
                .extracting(row -> row.address + " " + row.calls + " " + row.errors)
                .containsExactly("2 devices 2 1", "127.0.0.1:" + agent.port() + " 1 1");
        assertThat(reports.health()).singleElement().satisfies(report -> assertThat(report.message())
                .contains("1 of 2 devices")
                .contains("127.0.0.1:" + agent.port())
                .doesNotContain("s3cret"));
    }

    @Test
    void tellsNoMoreOfADeviceThatNobodyAsks() {
        DeviceReports reports = new DeviceReports(readers.reader);
        String mistaken = agent.url().replace("public", "s3cret");
        readers.read(mistaken, SCALARS);
        readers.pass(Duration.ofMinutes(1));
        readers.read(mistaken, SCALARS);
        readers.read(agent.url(), SCALARS);

        readers.pass(Duration.ofMinutes(2));
        assertThat(reports.health()).singleElement().satisfies(report -> assertThat(report.message())
                .contains("1 of 2 devices"));

        readers.pass(Duration.ofMinutes(1));
        assertThat(reports.health()).singleElement().satisfies(report -> assertThat(report.message())
                .isEqualTo("the one device that is polled answers"));
        assertThat(reports.endpoints()).extracting(row -> row.address).containsExactly("1 device");

        readers.pass(Duration.ofHours(1));
        assertThat(reports.health()).isEmpty();
    }
}
