package io.nephoscope.connector.snmp.session;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * A device of versions 1 and 2c on the loopback that answers from a map, and as oddly as a test says. It decodes messages
 * itself, so that it can answer with anything.
 */
final class FakeAgent implements AutoCloseable {

    final TreeMap<OID, Variable> values = new TreeMap<>();
    /** What was asked, in its order. */
    final List<PDU> requests = new CopyOnWriteArrayList<>();

    private final DatagramSocket socket;
    private final String community;
    private volatile Manner manner = (exchange, answer) -> exchange.send(answer);
    private volatile int mostBindings = Integer.MAX_VALUE;

    /** How it answers. */
    interface Manner {

        /** Sends what it likes, now or later. */
        void answer(Exchange exchange, PDU usual) throws IOException;
    }

    /** One request, and the way back. */
    final class Exchange {

        final PDU request;
        private final Integer32 version;
        private final SocketAddress from;

        Exchange(PDU request, Integer32 version, SocketAddress from) {
            this.request = request;
            this.version = version;
            this.from = from;
        }

        void send(PDU answer) throws IOException {
            send(socket, answer);
        }

        /** From another port than was asked. */
        void sendFromElsewhere(PDU answer) throws IOException {
            try (DatagramSocket other = new DatagramSocket(0, socket.getLocalAddress())) {
                send(other, answer);
            }
        }

        private void send(DatagramSocket by, PDU answer) throws IOException {
            byte[] message = message(version, answer);
            by.send(new DatagramPacket(message, message.length, from));
        }
    }

    FakeAgent(String community) throws IOException {
        this(community, InetAddress.getLoopbackAddress());
    }

    FakeAgent(String community, InetAddress address) throws IOException {
        this.community = community;
        socket = new DatagramSocket(0, address);
        Thread thread = new Thread(this::serve, "fake-agent");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    String url() {
        return "snmp://" + community + "@127.0.0.1:" + port();
    }

    FakeAgent with(String oid, Variable value) {
        values.put(new OID(oid), value);
        return this;
    }

    FakeAgent answering(Manner newManner) {
        manner = newManner;
        return this;
    }

    /** Says tooBig to a GET for more. */
    FakeAgent atMost(int bindings) {
        mostBindings = bindings;
        return this;
    }

    private void serve() {
        byte[] buffer = new byte[1 << 16];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                answer(packet);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        BERInputStream in = new BERInputStream(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        BER.decodeHeader(in, new BER.MutableByte());
        Integer32 version = new Integer32();
        version.decodeBER(in);
        OctetString given = new OctetString();
        given.decodeBER(in);
        PDU request = version.getValue() == 0 ? new PDUv1() : new PDU();
        request.decodeBER(in);
        requests.add(request);
        if (given.toString().equals(community)) {
            manner.answer(
                    new Exchange(request, version, packet.getSocketAddress()), usual(request, version.getValue() == 0));
        }
    }

    private byte[] message(Integer32 version, PDU answer) throws IOException {
        OctetString name = new OctetString(community);
        int length = version.getBERLength() + name.getBERLength() + answer.getBERLength();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        BEROutputStream out = new BEROutputStream(buffer);
        BER.encodeHeader(out, BER.SEQUENCE, length);
        version.encodeBER(out);
        name.encodeBER(out);
        answer.encodeBER(out);
        byte[] bytes = new byte[buffer.position()];
        buffer.flip();
        buffer.get(bytes);
        return bytes;
    }

    private PDU usual(PDU request, boolean isVersion1) {
        PDU answer = empty(request);
        switch (request.getType()) {
            case PDU.GET -> get(request, answer, isVersion1);
            case PDU.GETNEXT -> request.getVariableBindings().forEach(each -> next(each.getOid(), answer, isVersion1));
            default -> bulk(request, answer);
        }
        return answer;
    }

    /** An answer without anything in it yet. */
    static PDU empty(PDU request) {
        PDU answer = request instanceof PDUv1 ? new PDUv1() : new PDU();
        answer.setType(PDU.RESPONSE);
        answer.setRequestID(request.getRequestID());
        return answer;
    }

    /** An answer that says an error and repeats the question. */
    static PDU error(PDU request, int status, int index) {
        PDU answer = empty(request);
        answer.setErrorStatus(status);
        answer.setErrorIndex(index);
        request.getVariableBindings().forEach(each -> answer.add(new VariableBinding(each.getOid())));
        return answer;
    }

    private void get(PDU request, PDU answer, boolean isVersion1) {
        if (request.size() > mostBindings) {
            answer.setErrorStatus(PDU.tooBig);
            return;
        }
        for (VariableBinding each : request.getVariableBindings()) {
            Variable value = values.get(each.getOid());
            answer.add(new VariableBinding(each.getOid(), value == null ? Null.noSuchObject : value));
            if (value == null && isVersion1 && answer.getErrorStatus() == PDU.noError) {
                answer.setErrorStatus(PDU.noSuchName);
                answer.setErrorIndex(answer.size());
            }
        }
        if (answer.getErrorStatus() != PDU.noError) {
            answer.getVariableBindings().forEach(each -> each.setVariable(Null.instance));
        }
    }

    private void next(OID after, PDU answer, boolean isVersion1) {
        Map.Entry<OID, Variable> next = values.higherEntry(after);
        if (next != null) {
            answer.add(new VariableBinding(next.getKey(), next.getValue()));
            return;
        }
        answer.add(new VariableBinding(after, isVersion1 ? Null.instance : Null.endOfMibView));
        if (isVersion1) {
            answer.setErrorStatus(PDU.noSuchName);
            answer.setErrorIndex(answer.size());
        }
    }

    private void bulk(PDU request, PDU answer) {
        List<OID> cursors = new ArrayList<>();
        request.getVariableBindings().forEach(each -> cursors.add(each.getOid()));
        for (int i = 0; i < request.getMaxRepetitions(); i++) {
            for (int column = 0; column < cursors.size(); column++) {
                next(cursors.get(column), answer, false);
                cursors.set(column, answer.get(answer.size() - 1).getOid());
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
