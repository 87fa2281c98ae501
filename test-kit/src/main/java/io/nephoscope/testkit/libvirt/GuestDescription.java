package io.nephoscope.testkit.libvirt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The texts about a simulated guest, as libvirt and nova write them. */
record GuestDescription(SimulatedGuest guest, GuestShape shape) {

    /** The namespace of nova's metadata. */
    static final String NOVA = "http://openstack.org/xmlns/libvirt/nova/1.1";

    private static final int PROJECTS = 4;

    private static final String DOMAIN = template("domain.xml");
    private static final String DISK = template("disk.xml");
    private static final String INTERFACE = template("interface.xml");
    private static final String METADATA = template("metadata.xml");

    String xml() {
        return filled(
                DOMAIN,
                Map.of(
                        "id", guest.domain().id(),
                        "name", guest.domain().name(),
                        "uuid", guest.domain().uuid(),
                        "memory", guest.memoryKib(),
                        "processors", shape.processors(),
                        "metadata", prefixed(metadata()),
                        "disks", times(shape.disks(), this::disk),
                        "interfaces", times(shape.interfaces(), this::networkInterface)));
    }

    String metadata() {
        int project = guest.index() % PROJECTS;
        Flavor flavor = guest.flavor();
        return filled(
                METADATA,
                Map.ofEntries(
                        Map.entry("index", guest.index()),
                        Map.entry("flavor", flavor.name()),
                        Map.entry("memory", flavor.memoryMib()),
                        Map.entry("disk", flavor.diskGib()),
                        Map.entry("swap", flavor.swapMib()),
                        Map.entry("ephemeral", flavor.ephemeralGib()),
                        Map.entry("processors", shape.processors()),
                        Map.entry("user", hex("user", project)),
                        Map.entry("project", hex("project", project)),
                        Map.entry("number", project),
                        Map.entry("image", SimulatedGuest.uuid("image", 0)),
                        Map.entry("port", SimulatedGuest.uuid("port", guest.index())),
                        Map.entry("address", "10.%d.%d.%d".formatted(octet(2), octet(1), octet(0)))));
    }

    private String disk(int number) {
        return filled(
                DISK,
                Map.of(
                        "name",
                        SimulatedGuest.diskName(number),
                        "path",
                        guest.diskPath(number),
                        "number",
                        number,
                        "index",
                        number + 1));
    }

    private String networkInterface(int number) {
        String mac = "fa:16:%02x:%02x:%02x:%02x".formatted(number, octet(2), octet(1), octet(0));
        return filled(INTERFACE, Map.of("tap", guest.tap(number), "mac", mac, "number", number));
    }

    private int octet(int place) {
        return (guest.index() >> (8 * place)) & 0xff;
    }

    private static String hex(String kind, int number) {
        return SimulatedGuest.uuid(kind, number).toString().replace("-", "");
    }

    private static String times(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
    }

    private static String prefixed(String metadata) {
        return metadata.replaceAll("<(/?)(\\w)", "<$1nova:$2")
                .replaceFirst("<nova:instance", "<nova:instance xmlns:nova=\"" + NOVA + "\"")
                .strip();
    }

    private static String filled(String template, Map<String, Object> values) {
        String text = template;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue().toString());
        }
        return text;
    }

    private static String template(String name) {
        try (InputStream in = Objects.requireNonNull(GuestDescription.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
