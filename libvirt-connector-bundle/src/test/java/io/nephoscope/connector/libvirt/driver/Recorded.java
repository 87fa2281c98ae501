package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.testkit.libvirt.BulkStatistics;
import io.nephoscope.testkit.libvirt.FakeDomain;
import io.nephoscope.testkit.libvirt.ParameterType;
import io.nephoscope.testkit.libvirt.ScriptedGuest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

        private ScriptedGuest addedTo(ScriptedGuest guest) {
            return switch (type) {
                case "string" -> guest.with(name, value);
                case "double" ->
                    guest.with(name, ParameterType.DOUBLE, Double.doubleToLongBits(Double.parseDouble(value)));
                case "ullong" -> guest.with(name, ParameterType.ULLONG, Long.parseUnsignedLong(value));
                default ->
                    guest.with(name, ParameterType.valueOf(type.toUpperCase(Locale.ROOT)), Long.parseLong(value));
            };
        }
    }

    public static Recorded of(DomainRef domain) {
        return new Recorded(domain, new ArrayList<>());
    }

    public Recorded with(String type, String name, Object value) {
        parameters.add(new Parameter(type, name, String.valueOf(value)));
        return this;
    }

    /** The domain as the stand-in for libvirtd names it. */
    public static FakeDomain named(DomainRef domain) {
        return new FakeDomain(domain.name(), domain.uuid(), domain.id());
    }

    /** The answer of a call for bulk statistics, by an encoder that is not ours. */
    public static byte[] encoded(List<Recorded> domains) {
        return BulkStatistics.encode(domains.stream().map(Recorded::guest).toList());
    }

    /** The domain with these parameters, for the stand-in for libvirtd. */
    public ScriptedGuest guest() {
        ScriptedGuest guest = ScriptedGuest.of(named(domain));
        for (Parameter parameter : parameters) {
            guest = parameter.addedTo(guest);
        }
        return guest;
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
