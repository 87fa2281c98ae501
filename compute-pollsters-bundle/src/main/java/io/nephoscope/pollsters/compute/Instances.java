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
    static List<Instance> of(Collection<Resource> resources, Poll poll) {
        List<Instance> instances = new ArrayList<>(resources.size());
        for (Resource resource : resources) {
            if (resource.detail() instanceof Instance instance) {
                instances.add(instance);
            } else {
                poll.blacklist(resource, "it is not an instance found by local_instances");
            }
        }
        return instances;
    }
}
