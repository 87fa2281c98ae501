package io.nephoscope.benchmarks.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountingProxyTest {

    @TempDir
    Path folder;

    @Test
    void handsOnWhatBothSidesSayAndCountsTheCalls() throws Exception {
        try (ServerSocketChannel daemon = listen("daemon");
                CountingProxy proxy = CountingProxy.open(folder.resolve("proxy"), folder.resolve("daemon"));
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(proxy.socket()));
                SocketChannel served = daemon.accept()) {
            ByteBuffer call =
                    ByteBuffer.allocate(28).putInt(0, 28).putInt(4, 0x20008086).putInt(12, 273);

            client.write(call.duplicate());
            ByteBuffer heard = read(served, 28);
            served.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));

            assertThat(heard).isEqualTo(call);
            assertThat(read(client, 3)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertThat(proxy.take().total()).isEqualTo(1);
        }
    }

    @Test
    void endsTheConversationWhenOneSideDoes() throws Exception {
        try (ServerSocketChannel daemon = listen("daemon");
                CountingProxy proxy = CountingProxy.open(folder.resolve("proxy"), folder.resolve("daemon"));
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(proxy.socket()))) {
            daemon.accept().close();

            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    private ServerSocketChannel listen(String name) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(folder.resolve(name)));
    }

    private static ByteBuffer read(SocketChannel channel, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until all is there
        }
        return buffer.flip();
    }
}
