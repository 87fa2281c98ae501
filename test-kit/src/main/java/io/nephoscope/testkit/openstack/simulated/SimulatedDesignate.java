package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.FakeList.Links;
import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.util.List;
import java.util.Locale;

/** Designate v2. Without the header for all projects nobody sees a zone. */
final class SimulatedDesignate extends SimulatedService {

    static final String PATH = "/dns";
    private static final int UNASKED = 20;

    SimulatedDesignate(Entries entries) {
        super(entries);
    }

    @Override
    void register(Routes routes) {
        routes.get(PATH + "/v2/zones", this::zones);
        routes.get(PATH + "/v2/zones/{zone}/recordsets", this::recordsets);
    }

    private HttpAnswer zones(HttpCall call, List<String> names) {
        EntryList zones = list(Kind.ZONE, "zones").linked(Links.LINKS).paged(UNASKED);
        return mayAsk(call)
                ? zones.page(call)
                : HttpAnswer.json("{\"zones\": [], \"links\": {}, \"metadata\": {\"total_count\": 0}}\n");
    }

    private HttpAnswer recordsets(HttpCall call, List<String> names) {
        int zone = Kind.ZONE.number(names.get(0));
        return mayAsk(call) && zone >= 0 && zone < size().of(Kind.ZONE)
                ? list(Kind.RECORDSET, "recordsets")
                        .linked(Links.LINKS)
                        .paged(UNASKED)
                        .page(call)
                : notFound();
    }

    private static boolean mayAsk(HttpCall call) {
        return call.header("X-Auth-All-Projects")
                .filter(value -> value.toLowerCase(Locale.ROOT).equals("true"))
                .isPresent();
    }
}
