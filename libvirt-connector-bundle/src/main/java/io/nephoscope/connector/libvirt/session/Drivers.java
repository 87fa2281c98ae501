package io.nephoscope.connector.libvirt.session;

import io.nephoscope.connector.libvirt.HypervisorException;
import java.util.Map;
import java.util.TreeSet;

/** Libvirt's drivers, by the types that Ceilometer and Nova have for them, and where each is by default. */
final class Drivers {

    static final String KVM = "kvm";

    private static final Map<String, String> URIS = Map.of(
            KVM,
            "qemu:///system",
            "qemu",
            "qemu:///system",
            "lxc",
            "lxc:///",
            "parallels",
            "parallels:///system",
            "uml",
            "uml:///system",
            "xen",
            "xen:///");

    private Drivers() {}

    /** The URI that is configured, or else that of the type; of a type that nobody knows none. */
    static String uri(String configured, String type) {
        return configured.isBlank() ? URIS.getOrDefault(type.strip(), "") : configured;
    }

    /** The same opener for URIs; where there is none, it says which types there are. */
    static Transport.Opener opener(String type, Transport.Opener opener) {
        return uri -> {
            if (uri.isEmpty()) {
                throw new HypervisorException("type = %s is none of %s; set it, or uri"
                        .formatted(type, String.join(", ", new TreeSet<>(URIS.keySet()))));
            }
            return opener.open(uri);
        };
    }
}
