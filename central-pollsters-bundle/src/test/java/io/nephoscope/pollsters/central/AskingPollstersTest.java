package io.nephoscope.pollsters.central;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.RecordingPoll;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskingPollstersTest {

    private static final Resource PROJECT = new Resource("p1", Json.of("{\"id\": \"p1\", \"name\": \"alpha\"}"));
    private static final String FIRST = "/v1/AUTH_p1?format=json&limit=1";
    private static final Map<String, String> ACCOUNT =
            Map.of("x-account-object-count", "4", "x-account-bytes-used", "6010", "x-account-container-count", "2");

    private final CannedCloud cloud = new CannedCloud();
    private final CentralPollsters pollsters = new CentralPollsters(
            cloud, Map.of("rgw.access.key", "AK", "rgw.secret.key", "SK", "rgw.service.type", "rgw"));

    private void poll(String name, Resource resource, RecordingPoll poll)
            throws PollsterException, InterruptedException {
        poll(name, List.of(resource), poll);
    }

    private void poll(String name, List<Resource> resources, RecordingPoll poll)
            throws PollsterException, InterruptedException {
        pollsters.pollsters().stream()
                .filter(definition -> definition.name().equals(name))
                .map(PollsterDefinition::pollster)
                .findFirst()
                .orElseThrow()
                .orElseThrow()
                .poll(resources, poll);
    }

    /** Not by HEAD, which Swift under eventlet answers as the JDK's client does not take it. */
    @Test
    void readsAnAccountOnceForAllMetersOfTheCycle() throws Exception {
        account(ACCOUNT);
        RecordingPoll poll = new RecordingPoll(
                new FakeCycle("storage.objects", "storage.objects.size", "storage.objects.containers"));

        poll("storage.objects", PROJECT, poll);
        poll("storage.objects.size", PROJECT, poll);
        poll("storage.objects.containers", PROJECT, poll);

        assertThat(poll.volumes())
                .containsEntry("storage.objects/p1", 4L)
                .containsEntry("storage.objects.size/p1", 6010L)
                .containsEntry("storage.objects.containers/p1", 2L);
        assertThat(poll.samples)
                .allSatisfy(sample ->
                        assertThat(sample.subject().owner().projectId()).isEqualTo("p1"));
        assertThat(cloud.asked).containsExactly("GET " + FIRST);
    }

    private void account(Map<String, String> headers) {
        cloud.headers.put(FIRST, headers);
        cloud.documents.put(FIRST, Json.of("{\"entries\": [{\"name\": \"c1\", \"count\": 3, \"bytes\": 6000}]}"));
    }

    @Test
    void takesTheAccountFromTheListOfItsContainersWhereThatIsReadAnyway() throws Exception {
        cloud.headers.put("/v1/AUTH_p1?format=json", ACCOUNT);
        cloud.documents.put("/v1/AUTH_p1?format=json", Json.of("""
                {"entries": [{"name": "c1", "count": 3, "bytes": 6000, "storage_policy": "gold"},
                             {"name": "c/2", "count": 1, "bytes": 10}]}"""));
        RecordingPoll poll = new RecordingPoll(new FakeCycle("storage.objects", "storage.containers.objects"));

        poll("storage.objects", PROJECT, poll);
        poll("storage.containers.objects", PROJECT, poll);

        assertThat(poll.volumes())
                .containsEntry("storage.objects/p1", 4L)
                .containsEntry("storage.containers.objects/p1/c1", 3L)
                .containsEntry("storage.containers.objects/p1/c/2", 1L);
        assertThat(poll.samples.get(1).subject().metadata()).isEqualTo(Metadata.of(Map.of("storage_policy", "gold")));
        assertThat(poll.samples.get(2).subject().metadata().asMap()).containsEntry("storage_policy", null);
        assertThat(cloud.asked).containsExactly("GET /v1/AUTH_p1?format=json");
    }

    @Test
    void takesAProjectWithoutAnAccountForNoFailure() throws Exception {
        RecordingPoll poll = new RecordingPoll(new FakeCycle("storage.objects"));

        poll("storage.objects", PROJECT, poll);

        assertThat(poll.samples).isEmpty();
    }

    @Test
    void asksNobodyWhereTheCloudHasNoSwift() throws Exception {
        cloud.missingServices.add("object-store");
        RecordingPoll poll = new RecordingPoll(new FakeCycle("storage.objects"));

        poll("storage.objects", PROJECT, poll);

        assertThat(cloud.asked).isEmpty();
        assertThat(poll.samples).isEmpty();
    }

    @Test
    void failsForAnAccountThatTellsNoNumber() throws Exception {
        account(Map.of());
        RecordingPoll poll = new RecordingPoll(new FakeCycle());

        poll("storage.objects", PROJECT, poll);

        assertThat(poll.failures.get(PROJECT)).contains("x-account-object-count");
    }

    @Test
    void losesAnAccountThatDoesNotAnswerAndNoOther() throws Exception {
        Resource hanging = Resource.of("p2");
        account(ACCOUNT);
        cloud.hanging.add("/v1/AUTH_p2?format=json&limit=1");
        RecordingPoll poll = new RecordingPoll(new FakeCycle("storage.objects")).within(Duration.ofMillis(400));

        poll("storage.objects", List.of(hanging, PROJECT), poll);

        assertThat(poll.volumes()).containsOnlyKeys("storage.objects/p1");
        assertThat(poll.failures).containsOnly(Map.entry(hanging, "did not answer in time"));
    }

    @Test
    void asksForProjectsThatAnotherMeterOfTheCycleWasNotGiven() throws Exception {
        account(ACCOUNT);
        cloud.headers.put("/v1/AUTH_p2?format=json&limit=1", ACCOUNT);
        cloud.documents.put("/v1/AUTH_p2?format=json&limit=1", Json.of("{\"entries\": []}"));
        RecordingPoll poll = new RecordingPoll(new FakeCycle("storage.objects", "storage.objects.size"));

        poll("storage.objects", PROJECT, poll);
        poll("storage.objects.size", List.of(PROJECT, Resource.of("p2")), poll);

        assertThat(poll.volumes())
                .containsOnlyKeys("storage.objects/p1", "storage.objects.size/p1", "storage.objects.size/p2");
        assertThat(cloud.asked).hasSize(2);
    }

    @Test
    void countsBucketsOfAGatewayByCategory() throws Exception {
        cloud.documents.put("/admin/bucket?stats=true&uid=p1", Json.of("""
                {"entries": [{"bucket": "b1", "usage": {"rgw.main": {"num_objects": 1000, "size_kb": 1000},
                                                       "rgw.multimeta": {"num_objects": 2, "size_kb": 0}}},
                             {"bucket": "b2", "usage": {}}]}"""));
        RecordingPoll poll = new RecordingPoll(new FakeCycle());

        poll("radosgw.objects", PROJECT, poll);
        poll("radosgw.objects.size", PROJECT, poll);
        poll("radosgw.objects.containers", PROJECT, poll);
        poll("radosgw.containers.objects", PROJECT, poll);

        assertThat(poll.volumes())
                .containsEntry("radosgw.objects/p1", 1002L)
                .containsEntry("radosgw.objects.size/p1", 1_024_000L)
                .containsEntry("radosgw.objects.containers/p1", 2L);
        assertThat(poll.samples).hasSize(5);
        assertThat(cloud.asked).hasSize(1);
    }

    @Test
    void sumsRequestsToAGateway() throws Exception {
        cloud.documents.put("/admin/usage?uid=p1", Json.of("""
                {"entries": [], "summary": [{"user": "p1", "total": {"ops": 5}}, {"total": {"ops": 2}}]}"""));
        RecordingPoll poll = new RecordingPoll(new FakeCycle());

        poll("radosgw.usage", PROJECT, poll);

        assertThat(poll.volumes()).containsOnly(Map.entry("radosgw.api.request/p1", 7L));
    }

    @Test
    void offersTheGatewaysMetersWhileOneIsConfigured() {
        Map<String, Object> withoutKeys = Map.of("rgw.service.type", "rgw");

        assertThat(new CentralPollsters(cloud, Map.of()).pollsters())
                .noneMatch(definition -> definition.name().startsWith("radosgw."));
        assertThat(new CentralPollsters(cloud, withoutKeys).health())
                .anyMatch(report -> report.message().contains("without rgw.access.key, rgw.secret.key"));
        assertThat(pollsters.pollsters())
                .filteredOn(definition -> definition.name().startsWith("radosgw."))
                .hasSize(6);
    }

    @Test
    void keepsEqualPollstersWhenTheGatewayIsConfiguredAnew() {
        var before = List.copyOf(pollsters.pollsters());

        pollsters.modified(Map.of(
                "rgw.access.key", "AK", "rgw.secret.key", "SK", "rgw.service.type", "rgw", "reseller.prefix", "KEY_"));
        assertThat(pollsters.pollsters()).isEqualTo(before);

        pollsters.modified(Map.of());
        assertThat(before).containsAll(pollsters.pollsters());
    }

    @Test
    void countsTheRecordSetsOfAZoneByOneSmallPage() throws Exception {
        Resource zone = new Resource("z1", Json.of("{\"id\": \"z1\", \"project_id\": \"p1\", \"name\": \"a.\"}"));
        cloud.documents.put(
                "/v2/zones/z1/recordsets?limit=1",
                Json.of("{\"recordsets\": [{\"id\": \"r\"}], \"metadata\": {\"total_count\": 21}}"));
        RecordingPoll poll = new RecordingPoll(new FakeCycle());

        poll("dns.zone.recordsets", zone, poll);

        assertThat(poll.volumes()).containsOnly(Map.entry("dns.zone.recordsets/z1", 21L));
    }

    @Test
    void readsTheStatisticsOfALoadBalancerOnce() throws Exception {
        Resource balancer = new Resource("b1", Json.of("{\"id\": \"b1\", \"project_id\": \"p1\"}"));
        cloud.documents.put("/v2.0/lbaas/loadbalancers/b1/stats", Json.of("""
                {"stats": {"active_connections": 1, "total_connections": 2, "bytes_in": 3, "bytes_out": 4}}"""));
        RecordingPoll poll = new RecordingPoll(new FakeCycle());

        poll("network.services.lb.active.connections", balancer, poll);
        poll("network.services.lb.total.connections", balancer, poll);
        poll("network.services.lb.incoming.bytes", balancer, poll);
        poll("network.services.lb.outgoing.bytes", balancer, poll);

        assertThat(poll.volumes().values()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(poll.samples.get(1).meter().type().wireName()).isEqualTo("cumulative");
        assertThat(cloud.asked).hasSize(1);
    }

    @Test
    void tellsWhyABalancerHasNoStatistics() throws Exception {
        Resource balancer = new Resource("b1", Json.of("{\"id\": \"b1\", \"project_id\": \"p1\"}"));

        RecordingPoll poll = new RecordingPoll(new FakeCycle());

        poll("network.services.lb.incoming.bytes", balancer, poll);

        assertThat(poll.failures.get(balancer)).contains("there is no");
    }

    @Test
    void emitsASampleForEachAlarmAndState() {
        RecordingPoll poll = new RecordingPoll();
        Resource alarm = new Resource("a1", Json.of("""
                {"alarm_id": "a1", "project_id": "p1", "state_counters": {"ok": 3, "alarm": 1, "insufficient data": 0}}"""));

        new AlarmEvaluations().poll(List.of(alarm), poll);

        assertThat(poll.samples).hasSize(3);
        assertThat(poll.samples.get(2).subject().metadata().asMap()).containsEntry("alarm_state", "insufficient data");
        assertThat(poll.samples.get(1).volume()).isEqualTo(1L);
    }
}
