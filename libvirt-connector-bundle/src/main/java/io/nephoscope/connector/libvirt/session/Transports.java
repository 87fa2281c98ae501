package io.nephoscope.connector.libvirt.session;

import io.nephoscope.connector.libvirt.binding.NativeTransport;
import io.nephoscope.connector.libvirt.rpc.RpcTransport;
import java.time.Duration;

/** The kinds of transport, by the names that operators give them. */
final class Transports {

    static final String AUTO = "auto";
    static final String NATIVE = "native";
    static final String RPC = "rpc";

    private Transports() {}

    /**
     * Opens transports of this kind.
     *
     * @param answer how long a daemon may take to answer, where the transport can tell
     */
    static Transport.Opener opener(String kind, Duration answer) {
        Transport.Opener direct = uri -> RpcTransport.open(uri, answer);
        return switch (kind) {
            case AUTO -> uri -> RpcTransport.serves(uri) ? direct.open(uri) : NativeTransport.open(uri);
            case NATIVE -> NativeTransport::open;
            case RPC -> direct;
            default -> throw new IllegalArgumentException(kind + " is none of auto, native, rpc");
        };
    }
}
