package io.nephoscope.testkit.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each message is, byte for byte, what libvirtd 9.0 answered to the same call. */
@Timeout(30)
class RecordedRepliesTest {

    private FakeLibvirtd daemon;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        daemon = FakeLibvirtd.start(FakeHypervisor.of());
        client = new TestClient(daemon);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        daemon.close();
    }

    @Test
    void tellsThatNobodyNeedsToAuthenticate() throws Exception {
        assertReply(
                call(66, 1, new Wire()), "000000242000808600000001000000420000000100000001000000000000000100000000");
    }

    @Test
    void tellsThatItAnswersPings() throws Exception {
        assertReply(
                call(60, 2, new Wire().int32(10)), "0000002020008086000000010000003c00000001000000020000000000000001");
    }

    @Test
    void opensADriver() throws Exception {
        Wire arguments = new Wire().optionalText("qemu:///system").int32(1);

        assertReply(call(1, 3, arguments), "0000001c200080860000000100000001000000010000000300000000");
    }

    @Test
    void tellsTheHypervisor() throws Exception {
        assertReply(call(3, 6, new Wire()), "000000242000808600000001000000030000000100000006000000000000000451454d55");
    }

    @Test
    void refusesUnknownProcedures() throws Exception {
        assertReply(call(9999, 4, new Wire()), """
                0000008820008086000000010000270f000000010000000400000001
                000000270000000700000001\
                00000017756e6b6e6f776e2070726f6365647572653a2039393939000000000200000000\
                00000001000000022573000000000001\
                00000017756e6b6e6f776e2070726f6365647572653a20393939390000000000ffffffffffffffff00000000
                """);
    }

    @Test
    void refusesUnknownPrograms() throws Exception {
        client.send(new Message(0x12345678, 66, Message.CALL, 5, Message.OK, new Wire()));

        assertReply(client.next(), """
                000000a8123456780000000100000042000000010000000500000001
                000000270000000700000001\
                0000002743616e6e6f742066696e642070726f6772616d203330353431393839362076657273696f6e203100\
                0000000200000000000000010000000225730000\
                00000001\
                0000002743616e6e6f742066696e642070726f6772616d203330353431393839362076657273696f6e203100\
                00000000ffffffffffffffff00000000
                """);
    }

    @Test
    void refusesArgumentsThatEndTooEarly() throws Exception {
        assertReply(call(344, 10, new Wire().int32(1)), """
                00000098200080860000000100000158000000010000000a00000001
                000000270000000700000001\
                00000020556e61626c6520746f206465636f6465206d657373616765207061796c6f6164\
                000000020000000000000001000000022573000000000001\
                00000020556e61626c6520746f206465636f6465206d657373616765207061796c6f6164\
                00000000ffffffffffffffff00000000
                """);
    }

    @Test
    void knowsNoDomainsThatAreNotThere() throws Exception {
        assertReply(call(24, 7, new Wire().uuid(new UUID(0, 0))), """
                000001042000808600000001000000180000000100000007000000010000002a0000000a0000000100000055446f6d61\
                696e206e6f7420666f756e643a206e6f20646f6d61696e2077697468206d61746368696e672075756964202730303030\
                303030302d303030302d303030302d303030302d30303030303030303030303027000000000000020000000000000001\
                00000014446f6d61696e206e6f7420666f756e643a20257300000001000000436e6f20646f6d61696e2077697468206d\
                61746368696e672075756964202730303030303030302d303030302d303030302d303030302d30303030303030303030\
                3030270000000000ffffffffffffffff00000000
                """);
    }

    @Test
    void registersForEvents() throws Exception {
        assertReply(
                call(316, 11, new Wire().int32(0).none()),
                "0000002020008086000000010000013c000000010000000b0000000000000000");
        assertReply(call(317, 12, new Wire().int32(0)), "0000001c20008086000000010000013d000000010000000c00000000");
    }

    @Test
    void answersPings() throws Exception {
        client.send(new Message(Message.KEEPALIVE, 1, Message.EVENT, 0, Message.OK, new Wire()));

        assertReply(client.next(), "0000001c6b6565700000000100000002000000020000000000000000");
    }

    private Message call(int procedure, int serial, Wire arguments) throws IOException {
        client.send(new Message(Message.REMOTE, procedure, Message.CALL, serial, Message.OK, arguments));
        return client.next();
    }

    private static void assertReply(Message message, String recorded) {
        assertThat(HexFormat.of().formatHex(message.encoded())).isEqualTo(recorded.replaceAll("\\s", ""));
    }
}
