package io.nephoscope.faults.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SHORT_MILLIS = 300;

    private ServerSocket echo;
    private Link link;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Link.spawn("echo", () -> {
            while (true) {
                Socket socket = echo.accept();
                Link.spawn("echo", () -> socket.getInputStream().transferTo(socket.getOutputStream()));
            }
        });
        link = Link.to(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        echo.close();
    }

    @Test
    void handsOnWhatPasses() throws IOException {
        try (Socket socket = connect()) {
            assertThat(echoed(socket)).isTrue();
        }
    }

    @Test
    void countsConnectionsThatEnded() throws IOException {
        connect().close();

        await().atMost(SOON).until(() -> link.broken() == 1);
    }

    @Test
    void resetsConnectionsWhenItIsCut() throws IOException {
        try (Socket socket = connect()) {
            assertThat(echoed(socket)).isTrue();

            link.cut();

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            echoed(socket);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void keepsWhatPassesUntilItIsHealed() throws IOException {
        try (Socket socket = connect()) {
            assertThat(echoed(socket)).isTrue();
            link.hold();
            socket.getOutputStream().write(1);
            socket.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            link.heal();

            socket.setSoTimeout((int) SOON.toMillis());
            assertThat(socket.getInputStream().read()).isOne();
        }
    }

    @Test
    void swallowsWhatPassesOnOldConnectionsAlone() throws IOException {
        try (Socket old = connect()) {
            assertThat(echoed(old)).isTrue();

            link.swallow();

            try (Socket young = connect()) {
                assertThat(echoed(young)).isTrue();
            }
            old.getOutputStream().write(1);
            old.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> old.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void bringsEverythingInOrderThoughItIsLossy() throws IOException {
        link.is(Condition.lossy(0.3, new Random(1)));
        byte[] sent = new byte[100_000];
        new Random(2).nextBytes(sent);
        try (Socket socket = connect()) {
            Link.spawn("sender", () -> socket.getOutputStream().write(sent));

            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes(sent.length)).isEqualTo(sent);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    private static boolean echoed(Socket socket) throws IOException {
        socket.getOutputStream().write(7);
        int answer = socket.getInputStream().read();
        if (answer < 0) {
            throw new IOException("the connection ended");
        }
        return answer == 7;
    }
}
