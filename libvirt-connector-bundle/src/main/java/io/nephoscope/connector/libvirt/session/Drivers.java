package io.nephoscope.connector.libvirt.session;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Libvirt's drivers, by the types that Ceilometer and Nova have for them, and where each is by default. */
final class Drivers {

    static final String KVM = "kvm";

    private static final Map<String, String> URIS = new TreeMap<>(Map.of(
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
            "xen:///"));

    private Drivers() {}

    /** The types that there are. */
    static String[] types() {
        return URIS.keySet().toArray(String[]::new);
    }

    /**
     * The URI that is configured, or else that of the type.
     *
     * @param type one of {@link #types()}
     */
    static String uri(String configured, String type) {
        return configured.isEmpty() ? Objects.requireNonNull(URIS.get(type), type) : configured;
    }
}
