package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.libvirt.Instance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The resources that are instances. */
final class Instances {

    private Instances() {}

    /** The instances among resources; others, such as static ones of polling.yaml, are blacklisted. */
    static List<Resource> of(Collection<Resource> resources, Poll poll) {
        List<Resource> instances = new ArrayList<>(resources.size());
        for (Resource resource : resources) {
            if (resource.detail() instanceof Instance) {
                instances.add(resource);
            } else {
                poll.blacklist(resource, "it is not an instance found by local_instances");
            }
        }
        return instances;
    }
}
