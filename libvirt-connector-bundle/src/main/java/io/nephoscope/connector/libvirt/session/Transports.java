package io.nephoscope.connector.libvirt.session;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.binding.NativeTransport;
import io.nephoscope.connector.libvirt.rpc.RpcTransport;

/** The kinds of transport, by the names that operators give them. */
final class Transports {

    static final String AUTO = "auto";
    static final String NATIVE = "native";
    static final String RPC = "rpc";

    private Transports() {}

    /** Opens transports of this kind. A kind that nobody knows opens none, and says so. */
    static Transport.Opener opener(String kind) {
        return switch (kind.strip()) {
            case AUTO -> uri -> RpcTransport.serves(uri) ? RpcTransport.open(uri) : NativeTransport.open(uri);
            case NATIVE -> NativeTransport::open;
            case RPC -> RpcTransport::open;
            default ->
                uri -> {
                    throw new HypervisorException("transport = %s is none of auto, native, rpc".formatted(kind));
                };
        };
    }
}
