package io.nephoscope.discovery.cloud;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All alarms that Aodh has counted evaluations of. An Aodh that counts none says nothing of them. */
@Component(service = Discovery.class)
@DiscoveryService(name = "alarm", namespace = "central", group = "global")
public final class AlarmDiscovery extends SharedCloudDiscovery {

    private static final String AODH = "alarming";
    private static final String METRICS = "/v2/metrics?all_projects=true";

    @Activate
    public AlarmDiscovery(@Reference Cloud cloud) {
        super(cloud);
    }

    @Override
    Collection<Resource> find(Cloud cloud, DiscoveryRequest request) throws CloudException, InterruptedException {
        if (!cloud.offers(AODH, request.remaining())) {
            return List.of();
        }
        List<Resource> alarms = new ArrayList<>();
        JsonObject metrics = cloud.service(AODH).get(METRICS, request.remaining());
        for (JsonObject alarm : metrics.objects("evaluation_results")) {
            alarm.text("alarm_id").ifPresent(id -> alarms.add(new Resource(id, alarm)));
        }
        return alarms;
    }
}
