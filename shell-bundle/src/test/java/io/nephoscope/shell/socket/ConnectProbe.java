package io.nephoscope.shell.socket;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** A program that connects to the socket that its argument names. It needs no other class. */
final class ConnectProbe {

    private ConnectProbe() {}

    public static void main(String[] args) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(args[0]))) {
            System.out.println("connected " + channel.isConnected());
        }
    }
}
