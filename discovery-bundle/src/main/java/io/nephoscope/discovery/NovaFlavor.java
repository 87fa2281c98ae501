package io.nephoscope.discovery;

import java.math.BigInteger;
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

    /**
     * What a flavor consists of: vCPUs, MiB of memory and swap, GiB of disks; the disk includes the ephemeral one. Each
     * is a {@link Long}, or a {@link BigInteger} beyond 63 bits.
     */
    record Sizes(Number vcpus, Number ram, Number disk, Number ephemeral, Number swap) {

        private static final int LONG_BITS = 63;
        /** More digits than any size has would only cost time. */
        private static final int MOST_DIGITS = 100;

        static Sizes of(XmlElement flavor) throws DescriptionException {
            return new Sizes(
                    number(flavor, "vcpus"),
                    number(flavor, "memory"),
                    number(flavor, "disk"),
                    number(flavor, "ephemeral"),
                    number(flavor, "swap"));
        }

        Number root() {
            return narrow(new BigInteger(disk.toString()).subtract(new BigInteger(ephemeral.toString())));
        }

        private static Number number(XmlElement flavor, String name) throws DescriptionException {
            Optional<XmlElement> element = flavor.first(name);
            if (element.isEmpty()) {
                return 0L;
            }
            String text = String.valueOf(element.get().text()).strip();
            try {
                if (text.length() <= MOST_DIGITS) {
                    return narrow(new BigInteger(text));
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new DescriptionException("its flavor's %s is no number: %s".formatted(name, text));
        }

        private static Number narrow(BigInteger number) {
            return number.bitLength() <= LONG_BITS ? (Number) number.longValue() : number;
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

    boolean hasId() {
        return !id.isEmpty();
    }

    /**
     * The flavor as a part of a sample's metadata.
     *
     * @param otherId its id, where the domain has none; null where nobody knows it
     */
    Map<String, @Nullable Object> asMap(@Nullable String otherId) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", hasId() ? id : otherId);
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
