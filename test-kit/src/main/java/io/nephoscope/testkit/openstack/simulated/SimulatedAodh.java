package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.FakeList.Links;

/** Aodh v2: how often alarms came to which result. */
final class SimulatedAodh extends SimulatedService {

    static final String PATH = "/alarm";

    SimulatedAodh(Entries entries) {
        super(entries);
    }

    @Override
    void register(Routes routes) {
        EntryList results = list(Kind.ALARM, "evaluation_results").linked(Links.NONE);
        routes.get(PATH + "/v2/metrics", pagesOfAllProjects(results, "all_projects"));
    }
}
