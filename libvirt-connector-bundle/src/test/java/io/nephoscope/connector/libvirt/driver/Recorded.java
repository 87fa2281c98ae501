package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.DomainRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A domain's parameters as libvirt gives them, in no encoding yet. */
public record Recorded(DomainRef domain, List<Parameter> parameters) {

    /** A parameter; the type is libvirt's name for it. */
    public record Parameter(String type, String name, String value) {

        /** The type's number in libvirt. */
        public int typeNumber() {
            return List.of("", "int", "uint", "llong", "ullong", "double", "boolean", "string")
                    .indexOf(type);
        }
    }

    public static Recorded of(DomainRef domain) {
        return new Recorded(domain, new ArrayList<>());
    }

    public Recorded with(String type, String name, Object value) {
        parameters.add(new Parameter(type, name, String.valueOf(value)));
        return this;
    }

    /** What libvirt 9.0 answered about guests of QEMU, one of them a Linux with several devices. */
    public static List<Recorded> guests() throws IOException {
        List<Recorded> guests = new ArrayList<>();
        new String(resource("qemu.txt"), StandardCharsets.UTF_8).lines().forEach(line -> {
            String[] words = line.split(" ", 4);
            if (words[0].equals("domain")) {
                guests.add(of(new DomainRef(UUID.fromString(words[1]), Integer.parseInt(words[2]), words[3])));
            } else {
                guests.get(guests.size() - 1).with(words[0], words[1], words[2]);
            }
        });
        return guests;
    }

    /** The same answer as it came over the wire, without its header. */
    public static byte[] guestsOnTheWire() throws IOException {
        return resource("qemu.xdr");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Recorded.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
