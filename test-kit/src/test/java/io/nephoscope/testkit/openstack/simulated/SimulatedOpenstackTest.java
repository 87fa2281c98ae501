package io.nephoscope.testkit.openstack.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.testkit.openstack.FakeCloud;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedOpenstackTest {

    private static final String VOLUMES = "/volume/v3/" + FakeCloud.PROJECT + "/volumes/detail";
    private static final Pattern NEXT = Pattern.compile("\"(?:next|href)\": ?\"([^\"]*marker=[^\"]*)\"");

    private final List<SimulatedOpenstack> started = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (SimulatedOpenstack cloud : started) {
            cloud.close();
        }
    }

    private SimulatedOpenstack start(CloudSize size) throws IOException {
        SimulatedOpenstack cloud = SimulatedOpenstack.start(size);
        started.add(cloud);
        return cloud;
    }

    @Test
    void hasTheSameInEachRun() throws Exception {
        TestCloudClient one = new TestCloudClient(start(CloudSize.USUAL));
        TestCloudClient other = new TestCloudClient(start(CloudSize.USUAL));

        assertThat(one.get(VOLUMES + "?all_tenants=True").body())
                .isEqualTo(other.get(VOLUMES + "?all_tenants=True").body());
    }

    @Test
    void linksPagesOfVolumesUntilAllAreGiven() throws Exception {
        TestCloudClient client =
                new TestCloudClient(start(CloudSize.USUAL.with(Kind.VOLUME, 25).pagesOf(10)));

        List<String> ids = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        for (String path = VOLUMES + "?all_tenants=True&limit=100"; !path.isEmpty(); ) {
            String page = client.get(path).body();
            List<String> found = ids(page, Kind.VOLUME);
            ids.addAll(found);
            pages.add(found.size());
            path = next(page);
        }

        assertThat(pages).isEqualTo(List.of(10, 10, 5));
        assertThat(ids).doesNotHaveDuplicates().hasSize(25);
    }

    @Test
    void linksPagesOfImagesAsAServiceBehindAFolderDoes() throws Exception {
        TestCloudClient client = new TestCloudClient(start(CloudSize.USUAL.with(Kind.IMAGE, 30)));

        String first = client.get("/image/v2/images").body();
        String second =
                client.get("/image/v2/images?marker=" + Kind.IMAGE.id(24)).body();

        assertThat(ids(first, Kind.IMAGE)).hasSize(25);
        assertThat(first).contains("\"next\": \"/v2/images?marker=" + Kind.IMAGE.id(24) + "\"");
        assertThat(ids(second, Kind.IMAGE)).hasSize(5);
        assertThat(second).doesNotContain("\"next\"");
    }

    @Test
    void refusesAMarkerThatNothingHas() throws Exception {
        TestCloudClient client = new TestCloudClient(start(CloudSize.USUAL));

        assertThat(client.get(VOLUMES + "?all_tenants=1&marker=unknown").statusCode())
                .isEqualTo(400);
    }

    @Test
    void showsVolumesOfOtherProjectsOnlyToThoseWhoAskForThem() throws Exception {
        TestCloudClient client = new TestCloudClient(start(CloudSize.USUAL));

        assertThat(client.get(VOLUMES).body()).contains("{\"volumes\": []}");
    }

    @Test
    void partsProjectsByTheirDomains() throws Exception {
        TestCloudClient client = new TestCloudClient(start(CloudSize.USUAL.with(Kind.PROJECT, 7)));

        String ofDefault = client.get("/identity/v3/projects?domain_id=default").body();
        String ofOther = client.get("/identity/v3/projects?domain_id=" + Kind.DOMAIN.id(1))
                .body();

        assertThat(ids(ofDefault, Kind.PROJECT)).hasSize(4);
        assertThat(ids(ofOther, Kind.PROJECT)).hasSize(3).doesNotContainAnyElementsOf(ids(ofDefault, Kind.PROJECT));
    }

    @Test
    void tellsTheSameOfAnAccountInItsHeadersAndInItsContainers() throws Exception {
        TestCloudClient client = new TestCloudClient(start(CloudSize.USUAL));
        String account = "/object-store/v1/AUTH_" + Kind.PROJECT.id(4);

        HttpResponse<String> head = client.head(account);
        String containers = client.get(account + "?format=json").body();
        String second = client.get(account + "?format=json&limit=1&marker=container-000000")
                .body();

        assertThat(head.statusCode()).isEqualTo(204);
        assertThat(head.headers().firstValue("x-account-container-count")).contains("3");
        // 28, 29 and 30 objects
        assertThat(head.headers().firstValue("x-account-object-count")).contains("87");
        assertThat(containers).contains("\"count\": 28", "\"count\": 29", "\"count\": 30");
        assertThat(second).contains("container-000001").doesNotContain("container-000000", "container-000002");
        assertThat(client.head("/object-store/v1/AUTH_unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void givesNeutronsListsWhole() throws Exception {
        TestCloudClient client = new TestCloudClient(
                start(CloudSize.USUAL.with(Kind.FLOATING_IP, 50).pagesOf(10)));

        String all = client.get("/network/v2.0/floatingips").body();
        String page = client.get("/network/v2.0/floatingips?limit=20").body();

        assertThat(ids(all, Kind.FLOATING_IP)).hasSize(50);
        assertThat(ids(page, Kind.FLOATING_IP)).hasSize(20);
        assertThat(page).contains("floatingips_links");
    }

    @Test
    void hidesZonesFromThoseWhoDoNotAskForAllProjects() throws Exception {
        TestCloudClient client = new TestCloudClient(start(CloudSize.USUAL));

        assertThat(client.get("/dns/v2/zones").body()).contains("\"zones\": []");
        assertThat(client.get("/dns/v2/zones?limit=3", "X-Auth-All-Projects", "True")
                        .body())
                .contains("\"total_count\": 4", "zone-2.example.org.", "\"next\": \"http");
        assertThat(client.get("/dns/v2/zones/" + Kind.ZONE.id(1) + "/recordsets?limit=1", "X-Auth-All-Projects", "true")
                        .body())
                .contains("\"total_count\": 5");
    }

    @Test
    void answersTheCallsOfEachOtherService() throws Exception {
        TestCloudClient client = new TestCloudClient(start(CloudSize.USUAL));
        String own = "/volume/v3/" + FakeCloud.PROJECT;
        String balancer = Kind.LOAD_BALANCER.id(2);

        assertThat(client.get(own + "/scheduler-stats/get_pools?detail=true").body())
                .contains("total_capacity_gb");
        assertThat(client.get(own + "/os-services").body()).contains("cinder-scheduler");
        assertThat(client.get("/load-balancer/v2/lbaas/loadbalancers/" + balancer + "/stats")
                        .body())
                .contains("\"total_connections\": 2000");
        assertThat(client.get("/network/v2.0/lbaas/loadbalancers/" + balancer + "/statuses")
                        .body())
                .contains("\"loadbalancer\": {\"id\": \"" + balancer);
        assertThat(client.get("/share/v2/shares/detail?all_tenants=1", "X-OpenStack-Manila-API-Version", "2.60")
                        .body())
                .contains("share_proto");
        assertThat(client.get("/alarm/v2/metrics?all_projects=true").body()).contains("state_counters");
        assertThat(client.get("/key-manager/v1/secrets/17/payload").body()).isEqualTo("payload of 17");
        assertThat(client.get("/compute/v2.1/flavors/2").body()).contains("m1.size-1");
        assertThat(client.get("/compute/v2.1/flavors/9").statusCode()).isEqualTo(404);
        assertThat(client.get("/identity/v3/users/" + Kind.USER.id(3)).body()).contains("\"name\": \"user-3\"");
    }

    @Test
    void findsServersByHostAndByTheTimeOfTheirLastChange() throws Exception {
        TestCloudClient client = new TestCloudClient(start(CloudSize.USUAL));
        String servers = "/compute/v2.1/servers/detail?all_tenants=True";

        assertThat(ids(client.get(servers).body(), Kind.SERVER)).hasSize(20);
        assertThat(client.get(servers + "&host=compute-3").body())
                .contains("server-2\"")
                .doesNotContain("server-3\"");
        assertThat(ids(
                        client.get(servers + "&changes-since=2026-01-01T00:00:00%2B00:00")
                                .body(),
                        Kind.SERVER))
                .hasSize(20);
        assertThat(ids(
                        client.get(servers + "&changes-since=2026-06-01T00:00:00Z")
                                .body(),
                        Kind.SERVER))
                .isEmpty();
    }

    @Test
    void tellsItsVersionsToThoseWithoutATokenAndNothingElse() throws Exception {
        TestCloudClient client = new TestCloudClient(start(CloudSize.USUAL));

        assertThat(client.getOpenly("/identity/v3").body()).contains("\"version\": {\"id\": \"v3.14\"");
        assertThat(client.getOpenly("/volume").body()).contains("\"version\": \"3.70\"");
        assertThat(client.getOpenly("/identity/v3/projects").statusCode()).isEqualTo(401);
    }

    @Test
    void countsRequestsAndBytesByPattern() throws Exception {
        SimulatedOpenstack cloud = start(CloudSize.USUAL);
        TestCloudClient client = new TestCloudClient(cloud);
        cloud.counts().clear();

        client.head("/object-store/v1/AUTH_" + Kind.PROJECT.id(0));
        client.head("/object-store/v1/AUTH_" + Kind.PROJECT.id(1));
        int length = client.get("/image/v2/images").body().length();
        client.get("/nowhere/else");

        // A call is counted when its answer has gone, of which the client may know first.
        CallCounts.Counted counted = await().until(cloud.counts()::counted, all -> all.underWay() == 0);
        assertThat(counted.byPattern())
                .containsOnlyKeys("HEAD /object-store/v1/{account}", "GET /image/v2/images", "GET /nowhere/else");
        assertThat(counted.of("HEAD /object-store/v1/{account}").calls()).isEqualTo(2);
        assertThat(counted.of("GET /image/v2/images").sent()).isBetween(length + 20L, length + 200L);
        assertThat(counted.total().calls()).isEqualTo(4);
        assertThat(counted.first()).isBefore(counted.last());
    }

    @Test
    void letsRequestsWaitSideBySide() throws Exception {
        SimulatedOpenstack cloud = start(CloudSize.USUAL);
        TestCloudClient client = new TestCloudClient(cloud);
        cloud.cloud().latency(Duration.ofMillis(300));
        Callable<Integer> request = () -> client.get("/image/v2/images").statusCode();
        ExecutorService threads = Executors.newFixedThreadPool(40);

        long start = System.nanoTime();
        List<Future<Integer>> answers = threads.invokeAll(Collections.nCopies(40, request));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        threads.shutdown();

        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(200);
        }
        // One after the other they would take 12 s.
        assertThat(took).isBetween(Duration.ofMillis(300), Duration.ofSeconds(6));
    }

    private static List<String> ids(String document, Kind kind) {
        Matcher id =
                Pattern.compile("\"id\": ?\"([^\"]+)\", \"(?:name|tenant_id)\"").matcher(document);
        List<String> ids = new ArrayList<>();
        while (id.find()) {
            if (kind.number(id.group(1)) >= 0) {
                ids.add(id.group(1));
            }
        }
        return ids;
    }

    /** @return path and query of the next page; empty if there is none */
    private static String next(String page) {
        Matcher next = NEXT.matcher(page);
        return next.find() ? next.group(1).replaceFirst("http://[^/]*", "") : "";
    }
}
