package io.nephoscope.connector.libvirt.rpc;

/** The calls of libvirt's remote protocol that are made here, with their numbers. */
enum Procedure {
    CONNECT_OPEN(1),
    CONNECT_CLOSE(2),
    DOMAIN_GET_XML_DESC(14),
    DOMAIN_GET_INFO(16),
    CONNECT_SUPPORTS_FEATURE(60),
    DOMAIN_BLOCK_STATS(64),
    DOMAIN_INTERFACE_STATS(65),
    AUTH_LIST(66),
    AUTH_POLKIT(70),
    CONNECT_GET_LIB_VERSION(157),
    DOMAIN_MEMORY_STATS(159),
    DOMAIN_GET_BLOCK_INFO(194),
    DOMAIN_GET_CONTROL_INFO(229),
    CONNECT_LIST_ALL_DOMAINS(273),
    CONNECT_DOMAIN_EVENT_REGISTER(316),
    CONNECT_DOMAIN_EVENT_DEREGISTER(317),
    CONNECT_GET_ALL_DOMAIN_STATS(344);

    private final int number;

    Procedure(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
