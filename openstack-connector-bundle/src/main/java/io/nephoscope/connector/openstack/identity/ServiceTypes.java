package io.nephoscope.connector.openstack.identity;

import java.util.List;
import java.util.stream.Stream;

/** Names by which one service stands in catalogues: that of OpenStack's list of service types, and those before it. */
public final class ServiceTypes {

    /** The newest API first: where a catalogue has several, that is the one that is meant. */
    private static final List<List<String>> SAME = List.of(
            List.of("block-storage", "volumev3", "block-store", "volume", "volumev2"),
            List.of("shared-file-system", "sharev2", "share"),
            List.of("alarm", "alarming"),
            List.of("baremetal", "bare-metal"),
            List.of("container-infrastructure-management", "container-infra", "container-infrastructure"),
            List.of("instance-ha", "ha"),
            List.of("key-manager", "keystore"),
            List.of("object-store", "object-storage"),
            List.of("workflow", "workflowv2"));

    private ServiceTypes() {}

    /** The one name that stands for all names of a service. */
    public static String nameOf(String type) {
        return SAME.stream()
                .filter(names -> names.contains(type))
                .findFirst()
                .map(names -> names.get(0))
                .orElse(type);
    }

    /** The type itself, then its other names. */
    public static List<String> namesOf(String type) {
        for (List<String> names : SAME) {
            if (names.contains(type)) {
                return Stream.concat(Stream.of(type), names.stream()).distinct().toList();
            }
        }
        return List.of(type);
    }
}
