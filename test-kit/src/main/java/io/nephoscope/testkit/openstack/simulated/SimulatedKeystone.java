package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.FakeList.Links;
import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.util.Optional;

/** Keystone v3, but for tokens, which the cloud itself gives. */
final class SimulatedKeystone extends SimulatedService {

    static final String PATH = "/identity/v3";

    SimulatedKeystone(Entries entries) {
        super(entries);
    }

    @Override
    void register(Routes routes) {
        routes.get(PATH + "/domains", pages(list(Kind.DOMAIN, "domains").linked(Links.LINKS)));
        routes.get(PATH + "/domains/{domain}", one(Kind.DOMAIN, "domain"));
        routes.get(PATH + "/projects", ofDomain(Kind.PROJECT, "projects"));
        routes.get(PATH + "/projects/{project}", one(Kind.PROJECT, "project"));
        routes.get(PATH + "/users", ofDomain(Kind.USER, "users"));
        routes.get(PATH + "/users/{user}", one(Kind.USER, "user"));
    }

    private Routes.Answers ofDomain(Kind kind, String key) {
        EntryList list = list(kind, key).linked(Links.LINKS);
        return (call, names) -> page(list, call);
    }

    private HttpAnswer page(EntryList list, HttpCall call) {
        Optional<String> domain = call.parameter("domain_id");
        return domain.isEmpty()
                ? list.page(call)
                : list.page(call, number -> size().owner(Kind.DOMAIN, number).equals(domain.get()));
    }
}
