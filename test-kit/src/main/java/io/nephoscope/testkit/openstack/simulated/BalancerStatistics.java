package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.util.List;

/** What a load balancer, or a pool of LBaaS v1, has served. */
record BalancerStatistics(CloudSize size, Kind kind) implements Routes.Answers {

    @Override
    public HttpAnswer answer(HttpCall call, List<String> names) {
        int number = kind.number(names.get(names.size() - 1));
        if (number < 0 || number >= size.of(kind)) {
            return SimulatedService.notFound();
        }
        return HttpAnswer.json("{\"stats\": {\"active_connections\": %d, \"total_connections\": %d, \"bytes_in\": %d,"
                        .formatted(number % 50, 1_000L * number, 1_000_000L * number)
                + " \"bytes_out\": %d, \"request_errors\": %d}}\n".formatted(9_000_000L * number, number % 3));
    }
}
