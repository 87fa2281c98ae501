package org.example.volumes;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterService;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Emits how large the volumes of each project are together, out of one list. Its resources are ids of projects. */
// #region pollster
@Component
@PollsterService(name = "project.volumes.size", namespace = "central")
public final class ProjectVolumes implements Pollster {

    private static final Meter SIZE = Meter.gauge("project.volumes.size", "GB");
    private static final Listing VOLUMES = Listing.of("/v3/{project}/volumes/detail?all_tenants=True", "volumes");

    private final Cloud cloud;

    record Sizes(Map<String, Long> ofProjects) {}

    @Activate
    public ProjectVolumes(@Reference Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public void poll(Collection<Resource> projects, Poll poll) throws InterruptedException {
        Sizes sizes = poll.cycle().shared(Sizes.class, "", () -> sizes(poll.remaining()));
        for (Resource project : projects) {
            long size = sizes.ofProjects().getOrDefault(project.id(), 0L);
            poll.emit(Sample.of(SIZE, size, Subject.of(project.id())));
        }
    }

    private Sizes sizes(Duration remaining) throws CloudException, InterruptedException {
        Map<String, Long> sizes = new HashMap<>();
        cloud.service("block-storage").list(VOLUMES, volume -> add(volume, sizes), remaining);
        return new Sizes(sizes);
    }

    private static void add(JsonObject volume, Map<String, Long> sizes) {
        String project = volume.text("os-vol-tenant-attr:tenant_id").orElse("");
        volume.number("size").ifPresent(size -> sizes.merge(project, size.longValue(), Long::sum));
    }
}
// #endregion
