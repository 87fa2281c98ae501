package io.nephoscope.connector.snmp.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.snmp4j.TransportStateReference;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.AbstractTransportMapping;

/** What a session takes for a socket of its own: the share of the {@link SharedSocket} that talks with one device. */
final class DeviceTransport extends AbstractTransportMapping<UdpAddress> implements SharedSocket.Receiver {

    private final SharedSocket socket;
    private final InetSocketAddress device;
    private final UdpAddress address;

    DeviceTransport(SharedSocket socket, InetSocketAddress device, UdpAddress address) {
        this.socket = socket;
        this.device = device;
        this.address = address;
        asyncMsgProcessingSupported = false;
        socket.add(device, this);
    }

    @Override
    public void receive(ByteBuffer message) {
        fireProcessMessage(
                address,
                message,
                new TransportStateReference(
                        this, address, null, SecurityLevel.undefined, SecurityLevel.undefined, false, socket));
    }

    @Override
    public void sendMessage(
            UdpAddress to, byte[] message, TransportStateReference state, long timeoutMillis, int maxRetries)
            throws IOException {
        socket.send(device, message);
    }

    @Override
    public Class<? extends Address> getSupportedAddressClass() {
        return UdpAddress.class;
    }

    @Override
    public UdpAddress getListenAddress() {
        return address;
    }

    @Override
    public boolean isListening() {
        return true;
    }

    @Override
    public void listen() {
        // The shared socket listens.
    }

    @Override
    public void close() {
        socket.remove(device, this);
    }
}
