package io.nephoscope.connector.libvirt.rpc;

import java.nio.ByteBuffer;

/** One message of libvirt's protocol, without the four bytes that tell its length. */
final class RpcMessage {

    /** The longest message, without the length itself. */
    static final int LONGEST = 32 << 20;

    private static final int VERSION = 1;

    /** What a message says about itself. */
    record Header(int program, int procedure, int type, int serial, int status) {

        static final int SIZE = 24;
    }

    /** Programs, types and states of messages. */
    static final int REMOTE = 0x20008086;

    static final int KEEPALIVE = 0x6b656570;

    static final int CALL = 0;
    static final int REPLY = 1;
    static final int MESSAGE = 2;

    static final int OK = 0;
    static final int ERROR = 1;

    private final Header header;
    private final byte[] bytes;

    static RpcMessage of(byte[] bytes) throws ProtocolException {
        XdrReader in = new XdrReader(bytes, 0);
        int program = in.int32();
        if (in.int32() != VERSION) {
            throw new ProtocolException("it is not of version %d of the protocol".formatted(VERSION), true);
        }
        Header header = new Header(program, in.int32(), in.int32(), in.int32(), in.int32());
        return new RpcMessage(header, bytes);
    }

    private RpcMessage(Header header, byte[] bytes) {
        this.header = header;
        this.bytes = bytes;
    }

    /** A message as it is sent, its length included. */
    static ByteBuffer encode(Header header, byte[] payload) {
        int length = Integer.BYTES + Header.SIZE + payload.length;
        return ByteBuffer.allocate(length)
                .putInt(length)
                .putInt(header.program())
                .putInt(VERSION)
                .putInt(header.procedure())
                .putInt(header.type())
                .putInt(header.serial())
                .putInt(header.status())
                .put(payload)
                .flip();
    }

    Header header() {
        return header;
    }

    XdrReader payload() {
        return new XdrReader(bytes, Header.SIZE);
    }
}
