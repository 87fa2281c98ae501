package io.nephoscope.pollsters.compute;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.libvirt.Instance.Device;
import io.nephoscope.connector.libvirt.Instance.Devices;
import io.nephoscope.connector.libvirt.Instance.DiskSizes;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Instances on a fake hypervisor. */
final class Guests {

    private final FakeHypervisor hypervisor;

    Guests(FakeHypervisor hypervisor) {
        this.hypervisor = hypervisor;
    }

    /** A running guest, named by a small number, with one interface and one disk. */
    Resource running(int number, Map<String, ?> stats) {
        UUID uuid = new UUID(0, number);
        hypervisor.put(new DomainRef(uuid, number, "instance-" + number), "", stats);
        return resource(uuid);
    }

    /** An instance that the hypervisor knows nothing of. */
    static Resource gone(int number) {
        return resource(new UUID(0, number));
    }

    private static Resource resource(UUID uuid) {
        String id = uuid.toString();
        Devices devices = new Devices(
                List.of(new Device("tap0", Subject.of(id + "-tap0"))),
                List.of(new Device("vda", Subject.of(id + "-vda"))),
                1,
                1);
        return new Resource(id, new Instance(uuid, Subject.of(id), devices, new DiskSizes(8, 2)));
    }
}
