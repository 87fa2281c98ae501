package io.nephoscope.discovery;

import io.nephoscope.connector.libvirt.Instance.Storage;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A disk that has a medium.
 *
 * @param device the guest's name for it
 * @param storage where it is kept
 */
record Disk(String device, Storage storage) {

    /** @return empty for drives without a medium, and for disks without a name */
    static Optional<Disk> of(XmlElement disk) {
        Optional<String> device = disk.first("target").map(target -> target.attribute("dev"));
        return disk.first("source").isEmpty() ? Optional.empty() : device.map(name -> new Disk(name, storage(disk)));
    }

    private static Storage storage(XmlElement disk) {
        Optional<XmlElement> source = disk.first("source");
        String path = Stream.of("file", "dev")
                .flatMap(kind -> source.map(element -> element.attribute(kind)).stream())
                .findFirst()
                .orElse("");
        return new Storage(
                text(disk.attribute("type")),
                text(disk.first("driver")
                        .map(driver -> driver.attribute("type"))
                        .orElse(null)),
                path);
    }

    private static String text(@Nullable String attribute) {
        return Objects.requireNonNullElse(attribute, "");
    }
}
