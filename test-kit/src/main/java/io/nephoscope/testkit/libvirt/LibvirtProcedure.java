package io.nephoscope.testkit.libvirt;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The calls that the stand-in answers, with their numbers. */
public enum LibvirtProcedure {
    CONNECT_OPEN(1),
    CONNECT_CLOSE(2),
    CONNECT_GET_TYPE(3),
    CONNECT_GET_VERSION(4),
    CONNECT_GET_MAX_VCPUS(5),
    NODE_GET_INFO(6),
    CONNECT_GET_CAPABILITIES(7),
    DOMAIN_GET_XML_DESC(14),
    DOMAIN_GET_AUTOSTART(15),
    DOMAIN_GET_INFO(16),
    DOMAIN_GET_MAX_MEMORY(17),
    DOMAIN_GET_MAX_VCPUS(18),
    DOMAIN_GET_OS_TYPE(19),
    DOMAIN_GET_VCPUS(20),
    CONNECT_LIST_DEFINED_DOMAINS(21),
    DOMAIN_LOOKUP_BY_ID(22),
    DOMAIN_LOOKUP_BY_NAME(23),
    DOMAIN_LOOKUP_BY_UUID(24),
    CONNECT_NUM_OF_DEFINED_DOMAINS(25),
    CONNECT_LIST_DOMAINS(37),
    CONNECT_NUM_OF_DOMAINS(51),
    CONNECT_GET_HOSTNAME(59),
    CONNECT_SUPPORTS_FEATURE(60),
    DOMAIN_BLOCK_STATS(64, true),
    DOMAIN_INTERFACE_STATS(65),
    AUTH_LIST(66),
    AUTH_POLKIT(70),
    CONNECT_GET_URI(110),
    DOMAIN_IS_ACTIVE(150),
    DOMAIN_IS_PERSISTENT(151),
    CONNECT_GET_LIB_VERSION(157),
    DOMAIN_MEMORY_STATS(159, true),
    DOMAIN_HAS_MANAGED_SAVE_IMAGE(183),
    DOMAIN_GET_BLOCK_INFO(194, true),
    DOMAIN_GET_STATE(212),
    DOMAIN_GET_CONTROL_INFO(229),
    DOMAIN_BLOCK_STATS_FLAGS(243, true),
    DOMAIN_GET_METADATA(265),
    CONNECT_LIST_ALL_DOMAINS(273),
    CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY(316),
    CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY(317),
    CONNECT_GET_ALL_DOMAIN_STATS(344, true),
    CONNECT_REGISTER_CLOSE_CALLBACK(360),
    CONNECT_UNREGISTER_CLOSE_CALLBACK(361);

    private static final Map<Integer, LibvirtProcedure> BY_NUMBER =
            Stream.of(values()).collect(toUnmodifiableMap(LibvirtProcedure::number, Function.identity()));

    private final int number;
    private final boolean asksGuests;

    LibvirtProcedure(int number) {
        this(number, false);
    }

    LibvirtProcedure(int number, boolean asksGuests) {
        this.number = number;
        this.asksGuests = asksGuests;
    }

    /** The procedure of this number, if it is one of these. */
    public static Optional<LibvirtProcedure> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** Its number in the protocol. */
    public int number() {
        return number;
    }

    /** Whether guests' processes are asked, so that one that hangs may hang the call. */
    boolean asksGuests() {
        return asksGuests;
    }
}
