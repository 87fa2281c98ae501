package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.util.List;

/** Manila v2: shares, to those who say which microversion they speak. */
final class SimulatedManila extends SimulatedService {

    static final String PATH = "/share/v2";
    private static final String VERSION = "X-OpenStack-Manila-API-Version";

    SimulatedManila(Entries entries) {
        super(entries);
    }

    @Override
    void register(Routes routes) {
        routes.get(PATH + "/shares/detail", this::shares);
        routes.get(PATH + "/{project}/shares/detail", this::shares);
    }

    private HttpAnswer shares(HttpCall call, List<String> names) {
        EntryList shares = list(Kind.SHARE, "shares").paged(size().pageSize());
        if (call.header(VERSION).isEmpty()) {
            // The oldest microversion, which a client that names none gets, knew no shares of others.
            return shares.page(call, number -> false);
        }
        return pagesOfAllProjects(shares, "all_tenants")
                .answer(call, names)
                .header(VERSION, call.header(VERSION).orElse(""));
    }
}
