package io.nephoscope.connector.snmp.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocol;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/**
 * Talks with one device as one user. Each has engine ids, clocks and users of its own: devices that were cloned with one
 * engine id, or that know one user by two passwords, do not disturb each other. Thread-safe.
 */
final class DeviceSession implements AutoCloseable {

    private static final int ENGINE_ID_BYTES = 8;
    /** An engine id that nobody else has. It need not last: nobody asks this side. */
    private static final OctetString LOCAL_ENGINE =
            new OctetString(MPv3.createLocalEngineID(new OctetString(random(ENGINE_ID_BYTES))));

    private static final SecurityProtocols PROTOCOLS = Protocols.all();

    private static final AtomicInteger NEXT_ID = new AtomicInteger(new SecureRandom().nextInt(1, Integer.MAX_VALUE));

    static {
        SNMP4JSettings.setTimerFactory(NoTimer::new);
        SNMP4JSettings.setSnmp4jStatistics(SNMP4JSettings.Snmp4jStatistics.none);
        // Devices tell of a wrong password in a report that nothing authenticates.
        SNMP4JSettings.setReportSecurityLevelStrategy(SNMP4JSettings.ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
        SNMP4JSettings.setVerifyResponsePeerAddress(true);
        SNMP4JSettings.setCheckUsmUserPassphraseLength(false);
    }

    private final SharedSocket socket;
    private final InetSocketAddress device;
    private final UdpAddress address;
    private final SnmpLogin login;
    private final ReportRelay reports = new ReportRelay();
    private volatile boolean hasHeard;
    private volatile Snmp snmp;

    DeviceSession(SharedSocket socket, InetSocketAddress device, SnmpLogin login) {
        this.socket = socket;
        this.device = device;
        this.address = new UdpAddress(device.getAddress(), device.getPort());
        this.login = login;
        this.snmp = open();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private Snmp open() {
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        switch (login.version()) {
            case SnmpConstants.version1 -> dispatcher.addMessageProcessingModel(new MPv1());
            case SnmpConstants.version2c -> dispatcher.addMessageProcessingModel(new MPv2c());
            default -> dispatcher.addMessageProcessingModel(version3());
        }
        Snmp opened = new Snmp(dispatcher, new DeviceTransport(socket, device, address));
        opened.setCounterSupport(CounterSupport.getInstance());
        opened.setReportHandler(reports);
        return opened;
    }

    private MPv3 version3() {
        USM usm = new USM(PROTOCOLS, LOCAL_ENGINE, 0);
        usm.addUser(new UsmUser(
                octets(login.name()),
                id(login.authentication()),
                login.authentication() == null ? null : octets(login.password()),
                id(login.privacy()),
                login.privacy() == null ? null : octets(login.privacyPassword())));
        return new MPv3(
                LOCAL_ENGINE.getValue(),
                null,
                PROTOCOLS,
                SecurityModels.getCollection(new SecurityModel[] {usm}),
                CounterSupport.getInstance());
    }

    private static @Nullable OID id(@Nullable SecurityProtocol protocol) {
        return protocol == null ? null : protocol.getID();
    }

    private static OctetString octets(String text) {
        return new OctetString(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isVersion1() {
        return login.version() == SnmpConstants.version1;
    }

    /** Whether a device that does not know us says nothing of it. */
    boolean isCommunity() {
        return !login.isV3();
    }

    /** A request of the device's version, without a type. */
    PDU request() {
        if (login.isV3()) {
            return new ScopedPDU();
        }
        return isVersion1() ? new PDUv1() : new PDU();
    }

    /**
     * Sends a request, or sends it again. The listener is called on the socket's thread, for reports too, and perhaps more
     * than once.
     */
    void send(PDU request, ResponseListener listener) throws IOException {
        if (request.getRequestID().getValue() == 0) {
            request.setRequestID(new Integer32(NEXT_ID.updateAndGet(DeviceSession::next)));
        }
        if (request instanceof ScopedPDU scoped) {
            // The library notes in it which engine it found, which may be another now.
            scoped.setContextEngineID(new OctetString());
        }
        reports.expect(request, listener);
        snmp.send(request, target(), null, listener);
    }

    /** The library takes 0 for none. */
    private static int next(int id) {
        return id == Integer.MAX_VALUE ? 1 : id + 1;
    }

    /** One for each request, for the reason above. */
    private Target<UdpAddress> target() {
        Target<UdpAddress> target = login.isV3()
                ? new UserTarget<>(
                        address,
                        octets(login.name()),
                        new byte[0],
                        login.level().getSnmpValue())
                : new CommunityTarget<>(address, octets(login.name()));
        target.setVersion(login.version());
        return target;
    }

    /** Forgets a request that was answered or given up. */
    void forget(PDU request, ResponseListener listener) {
        reports.forget(request);
        snmp.cancel(request, listener);
    }

    /** The device has answered as one does whose engine and clock are known. */
    void heard() {
        hasHeard = true;
    }

    /** Whether what it knows of the device's engine and clock may be of a time before. */
    boolean isStale() {
        return login.isV3() && hasHeard;
    }

    /** Forgets what it knows of the device's engine and clock, so that it asks anew. */
    synchronized void renew() throws IOException {
        Snmp old = snmp;
        hasHeard = false;
        snmp = open();
        old.close();
    }

    @Override
    public synchronized void close() throws IOException {
        snmp.close();
    }
}
