package io.nephoscope.benchmarks.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallScannerTest {

    private static final int REMOTE = 0x20008086;
    private static final int KEEP_ALIVE = 0x6b656570;
    private static final int CALL = 0;
    private static final int STREAM = 3;
    private static final int LIST = 273;
    private static final int BULK = 344;

    private final Traffic traffic = new Traffic();
    private final CallScanner scanner = new CallScanner(traffic);

    @Test
    void countsCallsByProcedure() {
        scanner.scan(message(REMOTE, LIST, CALL, 8));
        scanner.scan(message(REMOTE, LIST, CALL, 8));
        scanner.scan(message(REMOTE, 66, CALL, 0));

        assertThat(traffic.take().byProcedure()).isEqualTo(Map.of(LIST, 2L, 66, 1L));
    }

    @Test
    void findsMessagesThatComeByteByByte() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * 36)
                .put(message(REMOTE, LIST, CALL, 8))
                .put(message(REMOTE, LIST, CALL, 8))
                .flip();

        while (bytes.hasRemaining()) {
            scanner.scan(ByteBuffer.wrap(new byte[] {bytes.get()}));
        }

        assertThat(traffic.take().total()).isEqualTo(2);
    }

    @Test
    void findsAllMessagesOfOnePiece() {
        scanner.scan(ByteBuffer.allocate(28 + 36)
                .put(message(REMOTE, 66, CALL, 0))
                .put(message(REMOTE, LIST, CALL, 8))
                .flip());

        assertThat(traffic.take().total()).isEqualTo(2);
    }

    @Test
    void tellsWhichGroupsBulkCallsAskFor() {
        ByteBuffer bulk = message(REMOTE, BULK, CALL, 12);
        bulk.putInt(28 + 4, 0x7d).putInt(28 + 8, 0x21);

        scanner.scan(bulk);

        assertThat(traffic.take().groups()).containsExactly(0x7d);
    }

    @Test
    void passesOverWhatIsNoCall() {
        scanner.scan(message(KEEP_ALIVE, 2, CALL, 0));
        scanner.scan(message(REMOTE, LIST, STREAM, 0));

        assertThat(traffic.take().total()).isZero();
    }

    @Test
    void refusesWhatIsNotTheProtocol() {
        ByteBuffer http =
                ByteBuffer.wrap("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> scanner.scan(http)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void beginsAnewWhenItsCountIsTaken() {
        scanner.scan(message(REMOTE, LIST, CALL, 0));
        traffic.take();

        assertThat(traffic.take().total()).isZero();
    }

    private static ByteBuffer message(int program, int procedure, int type, int arguments) {
        ByteBuffer message = ByteBuffer.allocate(28 + arguments);
        message.putInt(0, message.capacity()).putInt(4, program).putInt(8, 1);
        return message.putInt(12, procedure).putInt(16, type);
    }
}
