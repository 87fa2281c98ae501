package io.nephoscope.testkit.libvirt;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A message of libvirt's protocol. Tests change parts of it to see what a client makes of that.
 *
 * @param program {@link #REMOTE} or {@link #KEEPALIVE}
 * @param procedure the call's number
 * @param type {@link #CALL}, {@link #REPLY} or {@link #EVENT}
 * @param serial an answer has its call's
 * @param status {@link #OK} or {@link #ERROR}
 */
public record Message(int program, int procedure, int type, int serial, int status, Wire payload) {

    /** The program that serves libvirt's calls. */
    public static final int REMOTE = 0x20008086;

    /** The program of pings and pongs. */
    public static final int KEEPALIVE = 0x6b656570;

    /** The type of a call. */
    public static final int CALL = 0;
    /** The type of an answer. */
    public static final int REPLY = 1;
    /** The type of what nobody called for. */
    public static final int EVENT = 2;

    /** The status of success. */
    public static final int OK = 0;
    /** The status of failure. */
    public static final int ERROR = 1;

    /** The bytes of a message before its payload, its length included. */
    static final int HEADER = 7 * Integer.BYTES;

    /** The longest message, its length included. */
    static final int LONGEST = Integer.BYTES + (32 << 20);

    private static final int VERSION = 1;

    /** Something that the daemon sends unasked. */
    static Message event(int program, int procedure, int serial, Wire payload) {
        return new Message(program, procedure, EVENT, serial, OK, payload);
    }

    /** Waits for the next message of a client's. */
    static Message read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < HEADER || length > LONGEST) {
            throw new IOException("a message of %d bytes".formatted(length));
        }
        int program = in.readInt();
        in.readInt(); // version
        int procedure = in.readInt();
        int type = in.readInt();
        int serial = in.readInt();
        int status = in.readInt();
        return new Message(program, procedure, type, serial, status, new Wire().raw(in.readNBytes(length - HEADER)));
    }

    /** The same with another serial. */
    public Message withSerial(int other) {
        return new Message(program, procedure, type, other, status, payload);
    }

    /** The same of another program. */
    public Message withProgram(int other) {
        return new Message(other, procedure, type, serial, status, payload);
    }

    /** The same of another type. */
    public Message withType(int other) {
        return new Message(program, procedure, other, serial, status, payload);
    }

    /** The same with another status. */
    public Message withStatus(int other) {
        return new Message(program, procedure, type, serial, other, payload);
    }

    /** The whole message as it is sent. */
    public byte[] encoded() {
        ByteBuffer all = ByteBuffer.allocate(size());
        writeHeader(all);
        return all.put(payload.view()).array();
    }

    int size() {
        return HEADER + payload.size();
    }

    void writeHeader(ByteBuffer out) {
        out.putInt(size()).putInt(program).putInt(VERSION).putInt(procedure);
        out.putInt(type).putInt(serial).putInt(status);
    }
}
