package io.nephoscope.faults.partition;

import java.util.Locale;

/** Through what agents agree. */
enum ServerKind {
    ZOOKEEPER("zookeeper://", "NEPHOSCOPE_ZOOKEEPER_PORT"),
    ETCD("etcd3://", "NEPHOSCOPE_ETCD_PORT");

    private final String scheme;
    private final String portVariable;

    ServerKind(String scheme, String portVariable) {
        this.scheme = scheme;
        this.portVariable = portVariable;
    }

    /** As it is written on the command line, and the name of the testbed's script. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    String scheme() {
        return scheme;
    }

    /** The variable that tells the script where to listen. */
    String portVariable() {
        return portVariable;
    }

    static ServerKind of(String option) {
        try {
            return valueOf(option.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--engine: zookeeper or etcd, not " + option, e);
        }
    }
}
