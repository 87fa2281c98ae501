package io.nephoscope.discovery;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.Instance;
import io.nephoscope.connector.libvirt.Instance.Device;
import io.nephoscope.connector.libvirt.Instance.Devices;
import io.nephoscope.connector.libvirt.Instance.DiskSizes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes instances, with the metadata that Ceilometer's consumers know, of descriptions.
 *
 * @param host this host's name in Nova
 * @param reserved what of users' metadata becomes part of the samples
 * @param names whether owners are known by the names, too, that domains tell
 */
record InstanceFactory(String host, ReservedMetadata reserved, boolean names) {

    /** One that knows owners by their ids. */
    InstanceFactory(String host, ReservedMetadata reserved) {
        this(host, reserved, false);
    }

    /** An instance that was found by what its domain tells. */
    Instance instance(DomainRef domain, VolatileState volatileState, DomainDescription description) {
        Subject subject = new Subject(
                domain.uuid().toString(),
                owner(description.nova().owner()),
                Metadata.of(metadata(domain, volatileState, description)));
        NovaFlavor.Sizes sizes = description.nova().flavor().sizes();
        return new Instance(
                domain.uuid(),
                subject,
                devices(domain, subject, description),
                new DiskSizes(sizes.root(), sizes.ephemeral()));
    }

    /** An instance that Nova lists, with the devices of its domain. */
    Instance instance(NovaServer server, DomainRef domain, DomainDescription description) {
        Owner inDomain = description.nova().owner();
        Subject subject = new Subject(
                server.id().toString(), owner(named(server.owner(), inDomain)), ServerMetadata.of(server, reserved));
        return new Instance(
                server.id(), subject, devices(domain, subject, description), ServerMetadata.diskSizes(server));
    }

    /** An instance that Nova lists and that has no domain here that could be read. */
    Instance instance(NovaServer server) {
        Subject subject = new Subject(server.id().toString(), server.owner(), ServerMetadata.of(server, reserved));
        return new Instance(
                server.id(), subject, new Devices(List.of(), List.of(), 0, 0), ServerMetadata.diskSizes(server));
    }

    /** The names of the domain, where they are those of the server's own owner. */
    private static Owner named(Owner owner, Owner inDomain) {
        return new Owner(
                owner.userId(),
                owner.projectId(),
                Objects.equals(owner.userId(), inDomain.userId()) ? inDomain.userName() : null,
                Objects.equals(owner.projectId(), inDomain.projectId()) ? inDomain.projectName() : null);
    }

    private Owner owner(Owner known) {
        return names ? known : Owner.of(known.userId(), known.projectId());
    }

    private Map<String, @Nullable Object> metadata(
            DomainRef domain, VolatileState volatileState, DomainDescription description) {
        NovaMetadata nova = description.nova();
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("display_name", nova.displayName());
        metadata.put("name", domain.name());
        metadata.put("instance_id", domain.uuid().toString());
        metadata.put("instance_type", nova.flavor().name());
        metadata.put("host", hostId(String.valueOf(nova.owner().projectId())));
        metadata.put("instance_host", host);
        metadata.put("flavor", nova.flavor().asMap(volatileState.flavorId()));
        metadata.put("status", volatileState.state().status());
        metadata.put("state", volatileState.state().vmState());
        metadata.put("task_state", "");
        putImage(metadata, nova);
        metadata.put("architecture", description.os().architecture());
        metadata.put("os_type", description.os().type());
        putSizes(metadata, nova.flavor().sizes());
        reserved.addTo(metadata, volatileState.userMetadata());
        return metadata;
    }

    private static void putImage(Map<String, @Nullable Object> metadata, NovaMetadata nova) {
        String image = nova.image().orElse(null);
        metadata.put("image", image == null ? null : Map.of("id", image));
        metadata.put("image_ref", image);
        metadata.put("image_ref_url", null);
        if (!nova.imageMeta().isEmpty()) {
            metadata.put("image_meta", nova.imageMeta());
        }
    }

    private static void putSizes(Map<String, @Nullable Object> metadata, NovaFlavor.Sizes sizes) {
        metadata.put("vcpus", sizes.vcpus());
        metadata.put("memory_mb", sizes.ram());
        metadata.put("disk_gb", sizes.disk());
        metadata.put("ephemeral_gb", sizes.ephemeral());
        metadata.put("root_gb", sizes.root());
    }

    private static Devices devices(DomainRef domain, Subject instance, DomainDescription description) {
        return new Devices(
                description.nics().stream()
                        .map(nic -> vnic(domain, instance, nic))
                        .toList(),
                description.disks().stream()
                        .map(disk -> disk(domain, instance, disk))
                        .toList(),
                description.deviceCount().nics(),
                description.deviceCount().disks());
    }

    private static Device vnic(DomainRef domain, Subject instance, Nic nic) {
        String id = nic.filter() == null ? domain.name() + "-" + domain.uuid() + "-" + nic.device() : nic.filter();
        return new Device(
                nic.device(),
                new Subject(id, instance.owner(), instance.metadata().withAll(nic.asMap())));
    }

    private static Device disk(DomainRef domain, Subject instance, Disk disk) {
        return new Device(
                disk.device(),
                new Subject(
                        domain.uuid() + "-" + disk.device(),
                        instance.owner(),
                        instance.metadata().with("disk_name", disk.device())),
                disk.storage());
    }

    /** Nova's way to tell hosts apart without naming them to users. */
    private String hostId(String projectId) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-224").digest((projectId + host).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the Java runtime has no SHA-224", e);
        }
    }
}
