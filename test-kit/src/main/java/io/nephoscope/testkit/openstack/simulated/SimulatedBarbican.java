package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.HttpAnswer;

/** Barbican v1: the payload of whatever secret is asked for, its id among it. */
final class SimulatedBarbican extends SimulatedService {

    static final String PATH = "/key-manager";

    SimulatedBarbican(Entries entries) {
        super(entries);
    }

    @Override
    void register(Routes routes) {
        routes.get(PATH + "/v1/secrets/{secret}/payload", (call, names) -> HttpAnswer.status(200)
                .body("application/octet-stream", "payload of " + names.get(0)));
    }
}
