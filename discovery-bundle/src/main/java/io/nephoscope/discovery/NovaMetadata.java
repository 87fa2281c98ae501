package io.nephoscope.discovery;

import io.nephoscope.api.sample.Owner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Nova tells of an instance in the metadata of its domain.
 *
 * @param displayName the name that the user gave it
 * @param image the id of the image that it was started from
 * @param imageMeta properties of that image, where Nova wrote them
 */
record NovaMetadata(
        @Nullable String displayName,
        NovaFlavor flavor,
        Owner owner,
        Optional<String> image,
        Map<String, @Nullable String> imageMeta) {

    /** The newer first. */
    private static final List<String> NAMESPACES =
            List.of("http://openstack.org/xmlns/libvirt/nova/1.1", "http://openstack.org/xmlns/libvirt/nova/1.0");

    /** @return empty if Nova knows nothing of the domain */
    static Optional<NovaMetadata> of(XmlElement domain) throws DescriptionException {
        for (String namespace : NAMESPACES) {
            for (XmlElement instance : domain.all("metadata", "instance")) {
                if (instance.isIn(namespace)) {
                    return Optional.of(read(instance));
                }
            }
        }
        return Optional.empty();
    }

    private static NovaMetadata read(XmlElement instance) throws DescriptionException {
        Optional<XmlElement> root = instance.all("root").stream()
                .filter(candidate -> "image".equals(candidate.attribute("type")))
                .findFirst();
        return new NovaMetadata(
                instance.require("name").text(),
                NovaFlavor.of(instance.require("flavor")),
                owner(instance),
                root.isPresent() ? Optional.of(root.get().requireAttribute("uuid")) : Optional.empty(),
                imageMeta(instance));
    }

    private static Owner owner(XmlElement instance) throws DescriptionException {
        XmlElement user = instance.require("owner", "user");
        XmlElement project = instance.require("owner", "project");
        return new Owner(user.requireAttribute("uuid"), project.requireAttribute("uuid"), user.text(), project.text());
    }

    private static Map<String, @Nullable String> imageMeta(XmlElement instance) {
        Map<String, @Nullable String> meta = new LinkedHashMap<>();
        instance.first("image").ifPresent(image -> {
            String id = image.attribute("uuid");
            if (id != null) {
                meta.put("base_image_ref", id);
            }
            put(meta, "container_format", image.first("containerFormat"));
            put(meta, "disk_format", image.first("diskFormat"));
            put(meta, "min_disk", image.first("minDisk"));
            put(meta, "min_ram", image.first("minRam"));
            meta.putAll(named(image.all("properties", "property")));
        });
        return meta;
    }

    /** The texts of elements by their attribute {@code name}. */
    static Map<String, @Nullable String> named(List<XmlElement> elements) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        for (XmlElement element : elements) {
            String name = element.attribute("name");
            if (name != null) {
                texts.put(name, element.text());
            }
        }
        return texts;
    }

    private static void put(Map<String, @Nullable String> meta, String key, Optional<XmlElement> element) {
        element.ifPresent(found -> meta.put(key, found.text()));
    }
}
