package io.nephoscope.connector.openstack.session;

import static io.nephoscope.connector.openstack.session.Clouds.AMPLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.Listing;
import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.FakeList;
import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

    private static final String PATH = "/volume/v3/" + FakeCloud.PROJECT + "/volumes/detail";
    private static final Listing VOLUMES = Listing.of("/v3/{project}/volumes/detail?all_tenants=True", "volumes");

    private FakeCloud fake;
    private SignedCloud cloud;
    private FakeList volumes;
    private final List<String> read = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        fake = FakeCloud.start().service("volumev3", "/volume/v3/" + FakeCloud.PROJECT);
        volumes = fake.list(PATH, "volumes").add(entries(7)).pageSize(3);
        cloud = Clouds.of(fake);
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
        fake.close();
    }

    private static List<Map<String, Object>> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.<String, Object>of("id", "v" + i, "size", i))
                .toList();
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "v" + i).toList();
    }

    private CloudService service() {
        return cloud.service("block-storage");
    }

    private void read() throws CloudException, InterruptedException {
        read(VOLUMES, AMPLE);
    }

    private void read(Listing listing, Duration remaining) throws CloudException, InterruptedException {
        service()
                .list(
                        listing,
                        entry -> read.add(
                                entry.text("id").or(() -> entry.text("name")).orElseThrow()),
                        remaining);
    }

    private void fails(Kind kind, String message) {
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(this::read)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @EnumSource(value = FakeList.Links.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void followsPagesHoweverTheyAreLinked(FakeList.Links links) throws Exception {
        volumes.links(links);

        read();

        assertThat(read).isEqualTo(ids(7));
        assertThat(fake.count(PATH)).isEqualTo(3);
        assertThat(fake.calls())
                .filteredOn(call -> call.path().equals(PATH))
                .allMatch(call -> call.parameter("all_tenants").isPresent());
    }

    @Test
    void asksForWhatFollowsTheLastEntryWhereNothingIsLinked() throws Exception {
        fake.service("object-store", "/swift/v1/AUTH_" + FakeCloud.PROJECT);
        fake.list("/swift/v1/AUTH_other", "")
                .links(FakeList.Links.NONE)
                .pageSize(2)
                .add(List.of(Map.of("name", "a&b"), Map.of("name", "c"), Map.of("name", "d")));
        Listing containers = Listing.of("/v1/AUTH_other?format=json", "")
                .identifiedBy("name")
                .pagedByMarker();

        cloud.service("object-store")
                .list(containers, entry -> read.add(entry.text("name").orElseThrow()), AMPLE);

        assertThat(read).containsExactly("a&b", "c", "d");
        assertThat(fake.calls()).last().extracting(HttpCall::query).isEqualTo("marker=d&format=json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://internal:8776", "https://elsewhere/cinder", "http://[::1]:8776"})
    void followsLinksThatAProxyInFrontMakesWrong(String base) throws Exception {
        volumes.linkedFrom(base);

        read();

        assertThat(read).isEqualTo(ids(7));
    }

    @Test
    void readsWhatTheServerPacks() throws Exception {
        fake.once(PATH, HttpAnswer::gzipped);

        read();

        assertThat(read).isEqualTo(ids(7));
        assertThat(fake.calls()).last().satisfies(call -> assertThat(call.header("Accept-Encoding"))
                .contains("gzip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "cut", "untold", "500", "502", "packed and cut"})
    void readsAPageOnceMoreAndHandsOverNothingTwice(String fault) throws Exception {
        read(VOLUMES, AMPLE);
        read.clear();
        fake.once(PATH, answer -> answer).once(PATH, answer -> switch (fault) {
            case "reset" -> answer.reset();
            case "cut" -> answer.cut();
            case "untold" -> answer.cutWithoutLength();
            case "packed and cut" -> answer.gzipped().cutWithoutLength();
            default -> HttpAnswer.status(Integer.parseInt(fault));
        });

        read();

        assertThat(read).isEqualTo(ids(7));
        assertThat(fake.count(PATH)).isEqualTo(3 + 4);
    }

    @Test
    void failsWhereAPageBreaksTwice() {
        fake.once(PATH, HttpAnswer::cut).once(PATH, HttpAnswer::cut);

        fails(Kind.UNREACHABLE, "broke");
    }

    @Test
    void doesNotReadAgainWhatCannotBeToldApart() {
        fake.once(PATH, HttpAnswer::cut);

        assertThatExceptionOfType(CloudException.class).isThrownBy(() -> read(VOLUMES.withoutIds(), AMPLE));

        assertThat(fake.count(PATH)).isEqualTo(1);
    }

    @Test
    void goesOnWithANewTokenInTheMiddleOfAList() throws Exception {
        fake.once(PATH, answer -> answer).once(PATH, HttpAnswer.status(401));

        read();

        assertThat(read).isEqualTo(ids(7));
        assertThat(fake.signIns()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void comesBackWhenTheServiceSaysSo(int status) throws Exception {
        fake.once(PATH, HttpAnswer.status(status).header("Retry-After", "1"));
        long begunAt = System.nanoTime();

        read();

        assertThat(read).isEqualTo(ids(7));
        assertThat(System.nanoTime() - begunAt)
                .isGreaterThan(Duration.ofMillis(900).toNanos());
    }

    @Test
    void doesNotWaitForATimeAfterTheDeadline() {
        fake.once(PATH, HttpAnswer.status(429).header("Retry-After", "600"));
        long begunAt = System.nanoTime();

        fails(Kind.BUSY, "asks for patience");

        assertThat(System.nanoTime() - begunAt).isLessThan(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void endsABodyThatStallsWithTheDeadline() {
        fake.once(PATH, HttpAnswer::stall);
        long begunAt = System.nanoTime();

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> read(VOLUMES, Duration.ofMillis(500)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT));
        assertThat(System.nanoTime() - begunAt).isLessThan(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void endsASilentServiceThoughTheDeadlineIsFar() {
        fake.once(PATH, answer -> answer.late(Duration.ofMinutes(1)));

        fails(Kind.TIMEOUT, "does not answer in time");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                <html>Welcome</html>                                      | does not answer with JSON
                {"volumes": {}}                                           | does not answer with a list of volumes
                {"choices": []}                                           | does not answer with a list of volumes
                []                                                        | does not answer with a list of volumes
                {"volumes": [{"size": 1}]}                                | has an entry without id
                {"volumes": ["v1"]}                                       | an entry that is no object
                {"volumes": [], "truncated": true}                        | cuts its list off
                {"volumes": [], "next": "/v3/elsewhere?marker=1"}         | links its next page elsewhere
                {"volumes": [], "next": "/v3/volumes/detail"}             | links its next page elsewhere
                """)
    void takesNothingElseForAList(String body, String reason) {
        fake.once(PATH, HttpAnswer.json(body));

        fails(Kind.MALFORMED, reason);
    }

    @Test
    void takesAListForEmptyOnlyWhereTheServiceSaysSo() throws Exception {
        fake.once(PATH, HttpAnswer.json("{\"volumes\": []}"));

        read();

        assertThat(read).isEmpty();
    }

    @Test
    void endsAListThatRepeatsItsMarker() {
        HttpAnswer same = HttpAnswer.json("{\"volumes\": [{\"id\": \"a\"}], \"volumes_links\":"
                + " [{\"rel\": \"next\", \"href\": \"/v3/volumes/detail?marker=a\"}]}");
        for (int i = 0; i < 5; i++) {
            fake.once(PATH, same);
        }

        fails(Kind.MALFORMED, "repeats a page");
        assertThat(read).containsExactly("a");
    }

    @Test
    void endsAListThatLeadsInACircle() {
        String page = "{\"volumes\": [%s], \"next\": \"/v3/volumes/detail?marker=%s\"}";
        fake.once(PATH, HttpAnswer.json(page.formatted("", "a")))
                .once(PATH, HttpAnswer.json(page.formatted("", "b")))
                .once(PATH, HttpAnswer.json(page.formatted("", "a")));

        fails(Kind.MALFORMED, "leads back to a page");
    }

    @Test
    void completesAListThatGrowsWhileItIsRead() throws Exception {
        service()
                .list(
                        VOLUMES,
                        entry -> {
                            read.add(entry.text("id").orElseThrow());
                            if (read.size() == 2) {
                                volumes.addFirst(Map.of("id", "newcomer", "size", 1));
                            }
                        },
                        AMPLE);

        assertThat(read).isEqualTo(ids(7));
    }

    @Test
    void letsAReaderAskForMoreThoughThereIsOneSlot() throws Exception {
        fake.document("/volume/v3/types", HttpAnswer.json("{\"name\": \"fast\"}"));
        try (SignedCloud narrow = Clouds.of(Clouds.settings(fake, Clouds.http(1, Optional.empty(), false)))) {
            CloudService one = narrow.service("volumev3");

            one.list(
                    VOLUMES,
                    entry -> read.add(one.get("/v3/types", AMPLE).text("name").orElseThrow()),
                    AMPLE);
        }

        assertThat(read).hasSize(7);
    }

    @Test
    void readsEachTypeOfNumberAsItIs() throws Exception {
        fake.once(
                PATH,
                HttpAnswer.json("{\"volumes\": [{\"id\": \"a\", \"whole\": 1, \"real\": 1.0,"
                        + " \"huge\": 123456789012345678901234567890, \"none\": null, \"inner\": {\"id\": 2},"
                        + " \"several\": [{\"k\": \"v\"}, 3]}]}"));
        List<Object> values = new ArrayList<>();

        service()
                .list(
                        VOLUMES,
                        entry -> {
                            values.add(entry.number("whole").orElseThrow());
                            values.add(entry.number("real").orElseThrow());
                            values.add(entry.number("huge").orElseThrow());
                            values.add(entry.number("none").isPresent());
                            values.add(entry.object("inner")
                                    .orElseThrow()
                                    .number("id")
                                    .orElseThrow());
                            values.add(entry.objects("several").size());
                        },
                        AMPLE);

        assertThat(values).containsExactly(1L, 1.0, new BigInteger("123456789012345678901234567890"), false, 2L, 1);
    }

    @Test
    void keepsTheKeysThatAreWantedAndTheId() throws Exception {
        List<Map<String, ?>> kept = new ArrayList<>();

        service().list(VOLUMES.keeping(Set.of("size", "colour")), entry -> kept.add(entry.values()), AMPLE);

        assertThat(kept).hasSize(7).allSatisfy(entry -> assertThat(entry.keySet())
                .isEqualTo(Set.of("id", "size")));
    }

    @Test
    void asksForNoEmptyPageOfAListThatIsCounted() throws Exception {
        fake.service("object-store", "/swift/v1");
        fake.document(
                "/swift/v1/AUTH_p",
                HttpAnswer.json("[{\"name\": \"a\"}, {\"name\": \"b\"}]").header("X-Account-Container-Count", "2"));
        Listing containers = Listing.of("/v1/AUTH_p?format=json", "")
                .identifiedBy("name")
                .pagedByMarker()
                .countedBy("x-account-container-count");

        Map<String, String> headers = cloud.service("object-store")
                .list(containers, entry -> read.add(entry.text("name").orElseThrow()), AMPLE);

        assertThat(read).containsExactly("a", "b");
        assertThat(headers).containsEntry("x-account-container-count", "2");
        assertThat(fake.count("/swift/v1/AUTH_p")).isEqualTo(1);
    }

    @Test
    void goesOnWhereACountedListIsNotYetComplete() throws Exception {
        fake.service("object-store", "/swift/v1");
        fake.document("/swift/v1/AUTH_p", HttpAnswer.json("[]").header("X-Account-Container-Count", "3"));
        fake.once(
                "/swift/v1/AUTH_p",
                HttpAnswer.json("[{\"name\": \"a\"}, {\"name\": \"b\"}]").header("X-Account-Container-Count", "3"));
        Listing containers = Listing.of("/v1/AUTH_p?format=json", "")
                .identifiedBy("name")
                .pagedByMarker()
                .countedBy("x-account-container-count");

        cloud.service("object-store").list(containers, entry -> read.add("any"), AMPLE);

        assertThat(fake.count("/swift/v1/AUTH_p")).isEqualTo(2);
    }

    @Test
    void asksWithMoreHeadersAndBySigners() throws Exception {
        fake.service("rgw", "/swift/v1").openDocument("/admin/usage", HttpAnswer.json("{}"));

        cloud.service("rgw")
                .atHost()
                .header("X-One", "1")
                .signedBy((method, uri) -> Map.of("Authorization", method + " " + uri.getRawQuery()))
                .get("/admin/usage?uid=u", AMPLE);

        HttpCall call = fake.calls().get(fake.calls().size() - 1);
        assertThat(call.header("X-One")).contains("1");
        assertThat(call.header("Authorization")).contains("GET uid=u");
        assertThat(call.header("X-Auth-Token")).isEmpty();
    }

    @Test
    void findsAServiceByTheNameThatTheCatalogueHasForIt() throws Exception {
        fake.service("rgw", "/ceph").document("/ceph/v1/x", HttpAnswer.json("{\"a\": 1}"));

        assertThat(cloud.serviceNamed("rgw").get("/v1/x", AMPLE).number("a")).contains(1L);
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> cloud.serviceNamed("swift").get("/v1/x", AMPLE))
                .withMessageContaining("no service of the name swift");
    }

    @Test
    void readsWhatIsNoJsonUpToABound() throws Exception {
        fake.service("key-manager", "/key")
                .document("/key/v1/s", HttpAnswer.status(200).body("text/plain", "hush"));

        assertThat(cloud.service("key-manager").bytes("/v1/s", AMPLE)).isEqualTo("hush".getBytes(UTF_8));

        fake.document("/key/v1/s", HttpAnswer.status(200).body("text/plain", "x".repeat(2 << 20)));
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> cloud.service("key-manager").bytes("/v1/s", AMPLE))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
    }
}
