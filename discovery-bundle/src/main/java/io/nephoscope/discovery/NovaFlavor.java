package io.nephoscope.discovery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The flavor of an instance as Nova wrote it into the domain's metadata.
 *
 * @param id empty where an older Nova wrote none
 * @param extraSpecs where Nova wrote them
 */
record NovaFlavor(String id, String name, Sizes sizes, Optional<Map<String, @Nullable String>> extraSpecs) {

    /** What a flavor consists of: vCPUs, MiB of memory and swap, GiB of disks; the disk includes the ephemeral one. */
    record Sizes(long vcpus, long ram, long disk, long ephemeral, long swap) {

        static Sizes of(XmlElement flavor) throws DescriptionException {
            return new Sizes(
                    number(flavor, "vcpus"),
                    number(flavor, "memory"),
                    number(flavor, "disk"),
                    number(flavor, "ephemeral"),
                    number(flavor, "swap"));
        }

        long root() {
            return disk - ephemeral;
        }

        private static long number(XmlElement flavor, String name) throws DescriptionException {
            Optional<XmlElement> element = flavor.first(name);
            if (element.isEmpty()) {
                return 0;
            }
            String text = String.valueOf(element.get().text()).strip();
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new DescriptionException("its flavor's %s is no number: %s".formatted(name, text));
            }
        }
    }

    static NovaFlavor of(XmlElement flavor) throws DescriptionException {
        String name = flavor.requireAttribute("name");
        return new NovaFlavor(
                Objects.requireNonNullElse(flavor.attribute("id"), ""),
                name,
                Sizes.of(flavor),
                flavor.first("extraSpecs").map(specs -> NovaMetadata.named(specs.all("extraSpec"))));
    }

    /**
     * The flavor as a part of a sample's metadata.
     *
     * @param otherId its id as somebody else knows it; where nobody does, its name stands for it
     */
    Map<String, Object> asMap(@Nullable String otherId) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id.isEmpty() ? Objects.requireNonNullElse(otherId, name) : id);
        map.put("name", name);
        map.put("vcpus", sizes.vcpus());
        map.put("ram", sizes.ram());
        map.put("disk", sizes.disk());
        map.put("ephemeral", sizes.ephemeral());
        map.put("swap", sizes.swap());
        extraSpecs.ifPresent(specs -> map.put("extra_specs", specs));
        return map;
    }
}
