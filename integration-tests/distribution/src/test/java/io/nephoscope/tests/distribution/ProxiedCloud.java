package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The testbed's cloud with a proxy before each of its services, and an agent that polls it every two seconds through them. */
final class ProxiedCloud implements AutoCloseable {

    private static final Duration SOON = Duration.ofMinutes(2);
    /** Cycles may be late on a busy machine. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(15);

    /** A service, with one meter of those that come from it. */
    enum Service {
        IDENTITY("keystone", "identity", "/v3", ""),
        IMAGE("glance", "image", "", "image.size"),
        VOLUME("cinder", "volumev3", "/v3/" + Testbed.PROJECT, "volume.size"),
        NETWORK("neutron", "network", "", "ip.floating"),
        OBJECT_STORE("swift", "object-store", "/v1/AUTH_" + Testbed.PROJECT, "storage.objects");

        private final String server;
        private final String type;
        private final String path;
        private final String meter;

        Service(String server, String type, String path, String meter) {
            this.server = server;
            this.type = type;
            this.path = path;
            this.meter = meter;
        }

        String meter() {
            return meter;
        }

        /** Where it is itself, without the proxy. */
        int port() throws IOException, InterruptedException {
            return Testbed.cloudPort(server);
        }

        /** The services that have meters, but for some. */
        static List<Service> allBut(Service... some) {
            List<Service> all = new ArrayList<>(List.of(IMAGE, VOLUME, NETWORK, OBJECT_STORE));
            all.removeAll(List.of(some));
            return all;
        }
    }

    private final Map<Service, FaultyProxy> proxies = new EnumMap<>(Service.class);
    private final Map<Service, String> addresses = new EnumMap<>(Service.class);
    private final Agent agent;

    private ProxiedCloud(Path folder) throws IOException, InterruptedException {
        for (Service service : Service.values()) {
            proxies.put(service, FaultyProxy.before(service.port()));
            addresses.put(service, "http://127.0.0.1:" + proxy(service).port() + service.path);
        }
        agent = Agent.in(folder)
                .configure("io.nephoscope.core", "publishers=console", "polling.namespaces=central")
                .polling("sources: [{name: all, interval: 2, meters: ["
                        + String.join(
                                ", ",
                                Service.allBut().stream().map(Service::meter).toList())
                        + "]}]");
    }

    /** Nothing is wrong yet, and nothing runs yet. */
    static ProxiedCloud in(Path folder) throws IOException, InterruptedException {
        return new ProxiedCloud(folder).configure();
    }

    /** Tells the agent of the addresses, and of more options. */
    ProxiedCloud configure(String... more) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(Testbed.credentials());
        lines.removeIf(line -> line.startsWith("auth.url"));
        lines.add("auth.url = " + addresses.get(Service.IDENTITY));
        List<String> overrides = new ArrayList<>();
        addresses.forEach((service, address) -> overrides.add(service.type + "=" + address));
        lines.add("endpoint.override = " + String.join(", ", overrides));
        lines.add("connect.timeout = 3");
        lines.addAll(List.of(more));
        agent.configure("io.nephoscope.connector.openstack", lines.toArray(String[]::new));
        return this;
    }

    /** Has the agent ask for a service at another address; at the catalogue's, if it is empty. */
    ProxiedCloud at(Service service, String address) {
        if (address.isEmpty()) {
            addresses.remove(service);
        } else {
            addresses.put(service, address);
        }
        return this;
    }

    ProxiedCloud run() throws IOException {
        agent.run();
        return this;
    }

    FaultyProxy proxy(Service service) {
        return proxies.get(service);
    }

    Agent agent() {
        return agent;
    }

    /** What the agent sent of a service's meter so far. */
    List<JsonNode> samples(Service service) throws IOException {
        return agent.samples(service.meter());
    }

    /** The polls of a service's meter since some time, with the number of their samples. */
    SortedMap<Instant, Integer> polls(Service service, Instant since) throws IOException {
        TreeMap<Instant, Integer> polls = new TreeMap<>();
        samples(service)
                .forEach(sample ->
                        polls.merge(Instant.parse(sample.path("timestamp").asText()), 1, Integer::sum));
        return new TreeMap<>(polls.tailMap(since));
    }

    /** Waits until services were polled and told of so many times more. */
    void awaitPolls(int count, List<Service> services) {
        Instant since = Instant.now();
        for (Service service : services) {
            await(service.meter())
                    .atMost(SOON)
                    .until(() -> polls(service, since).size() >= count);
        }
    }

    /** Until the agent says of a service's meter that its poll failed, in a sentence that has some words. */
    void awaitFailure(Service service, String... words) {
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode pollster = new Operator(agent).pollsters().get(service.meter());
            assertThat(pollster.path("failuresInARow").asInt())
                    .as("%s", pollster)
                    .isPositive();
            assertThat(pollster.path("last").path("error").asText()).contains(words);
        });
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        agent.command("shell", "health", "--json").output())
                .contains(words));
    }

    /** Since some time each of these was polled without a gap. */
    void assertThatNothingWasLate(Instant since, List<Service> services) throws IOException {
        for (Service service : services) {
            Instant before = since;
            for (Instant poll : polls(service, since).keySet()) {
                assertThat(Duration.between(before, poll))
                        .as("the gap before %s at %s", service.meter(), poll)
                        .isLessThan(LONGEST_GAP);
                before = poll;
            }
        }
    }

    /** Each poll told of each resource at most once, and no sample was sent again. */
    void assertThatNothingWasSentTwice() throws IOException {
        Set<String> seen = new HashSet<>();
        for (JsonNode sample : agent.samples()) {
            assertThat(seen.add(Series.of(sample) + " at " + sample.path("timestamp")))
                    .as("%s", sample)
                    .isTrue();
            assertThat(seen.add(sample.path("message_id").asText()))
                    .as("%s", sample)
                    .isTrue();
        }
    }

    @Override
    public void close() throws IOException {
        agent.close();
        for (FaultyProxy proxy : proxies.values()) {
            proxy.close();
        }
    }
}
