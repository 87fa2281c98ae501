package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.FakeCloud;
import java.io.IOException;
import java.util.List;

/**
 * A cloud with all services that the central meters are of, at one port of this machine, as large as is wished. What it
 * has follows from its size alone, so two of one size are the same. It answers as the services' API references say, to
 * our agent and to the Python clients of OpenStack. Thread-safe.
 */
public final class SimulatedOpenstack implements AutoCloseable {

    /** The key of the administrator of the object gateway. */
    public static final String ACCESS_KEY = "radosgw-admin";

    /** What belongs to it, and the password of every user of Keystone. */
    public static final String SECRET = "secret";

    private final FakeCloud cloud;
    private final CallCounts counts;

    private SimulatedOpenstack(FakeCloud cloud, CallCounts counts) {
        this.cloud = cloud;
        this.counts = counts;
    }

    /** Starts one at any port. */
    public static SimulatedOpenstack start(CloudSize size) throws IOException {
        return start(size, 0);
    }

    /** Starts one at this port. */
    public static SimulatedOpenstack start(CloudSize size, int port) throws IOException {
        Routes routes = new Routes();
        services(new Entries(size)).forEach(service -> service.register(routes));
        CallCounts counts = new CallCounts(routes::label);
        FakeCloud cloud = FakeCloud.start(port, counts).forgetCalls();
        cloud.serve("/", routes::answer).serveOpenly(SimulatedRadosGateway.PATH, routes::answer);
        SimulatedOpenstack openstack = new SimulatedOpenstack(cloud, counts);
        openstack.describe();
        return openstack;
    }

    private static List<SimulatedService> services(Entries entries) {
        return List.of(
                new SimulatedKeystone(entries),
                new SimulatedGlance(entries),
                new SimulatedCinder(entries),
                new SimulatedNeutron(entries),
                new SimulatedSwift(entries),
                new SimulatedOctavia(entries),
                new SimulatedDesignate(entries),
                new SimulatedManila(entries),
                new SimulatedAodh(entries),
                new SimulatedBarbican(entries),
                new SimulatedNova(entries),
                new SimulatedRadosGateway(entries, new RequestSignature(ACCESS_KEY, SECRET)));
    }

    /** Writes the catalogue, and what services tell of their versions. */
    private void describe() {
        cloud.service("identity", SimulatedKeystone.PATH)
                .service("image", SimulatedGlance.PATH)
                .service("volumev3", SimulatedCinder.PATH + "/" + FakeCloud.PROJECT)
                .service("network", "/network")
                .service("object-store", SimulatedSwift.PATH + "/AUTH_" + FakeCloud.PROJECT)
                .service("load-balancer", SimulatedOctavia.PATH)
                .service("dns", SimulatedDesignate.PATH)
                .service("sharev2", SimulatedManila.PATH)
                .service("alarming", SimulatedAodh.PATH)
                .service("key-manager", SimulatedBarbican.PATH)
                .service("compute", SimulatedNova.PATH)
                .service("radosgw", "/swift/v1");
        VersionDocuments versions = new VersionDocuments(cloud);
        versions.ofKeystone(SimulatedKeystone.PATH);
        versions.of(SimulatedGlance.PATH + "/v2", "", "");
        versions.of(SimulatedCinder.PATH, "3.0", "3.70");
        versions.of(SimulatedNeutron.PATH, "", "");
        versions.of(SimulatedOctavia.PATH + "/v2", "", "");
        versions.of(SimulatedDesignate.PATH + "/v2", "", "");
        versions.of(SimulatedManila.PATH, "2.0", "2.78");
        versions.of(SimulatedNova.PATH, "2.1", "2.93");
    }

    /** Lets requests, sign-ins included, be answered so much later; what else a test wants of them. */
    public FakeCloud cloud() {
        return cloud;
    }

    /** Keystone's address; any user may sign in with {@link #SECRET}. */
    public String authUrl() {
        return cloud.authUrl();
    }

    /** What was asked. */
    public CallCounts counts() {
        return counts;
    }

    @Override
    public void close() throws IOException {
        cloud.close();
    }
}
