package io.nephoscope.discovery;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a domain's XML tells of an instance: everything but its state.
 *
 * @param nics the network interfaces with traffic counters
 * @param disks the disks that have a medium
 */
record DomainDescription(NovaMetadata nova, Os os, List<Nic> nics, List<Disk> disks, DeviceCount deviceCount) {

    /** The guest's kind and architecture. */
    record Os(@Nullable String type, String architecture) {}

    /** How many devices libvirt keeps statistics of, whether they are of interest or not. */
    record DeviceCount(int nics, int disks) {}

    /** @return empty if the domain is none of Nova's */
    static Optional<DomainDescription> parse(String xml) throws DescriptionException {
        XmlElement domain = XmlElement.parse(xml);
        Optional<NovaMetadata> nova = NovaMetadata.of(domain);
        return nova.isEmpty() ? Optional.empty() : Optional.of(read(domain, nova.get()));
    }

    private static DomainDescription read(XmlElement domain, NovaMetadata nova) throws DescriptionException {
        XmlElement type = domain.require("os", "type");
        List<XmlElement> nics = domain.all("devices", "interface");
        List<XmlElement> disks = domain.all("devices", "disk");
        return new DomainDescription(
                nova,
                new Os(type.text(), type.requireAttribute("arch")),
                nics.stream().map(Nic::of).flatMap(Optional::stream).toList(),
                disks.stream().map(Disk::of).flatMap(Optional::stream).toList(),
                new DeviceCount((int) targets(nics.stream()).count(), (int)
                        targets(disks.stream()).count()));
    }

    private static Stream<String> targets(Stream<XmlElement> devices) {
        return devices.flatMap(device -> device.all("target").stream())
                .map(target -> target.attribute("dev"))
                .filter(Objects::nonNull);
    }
}
