package io.nephoscope.connector.snmp.session;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.DefaultCounterListener;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** A device of version 3 on the loopback: the library's own engine in the part of the agent. */
final class SecureAgent implements AutoCloseable, CommandResponder {

    private static final SecurityProtocols PROTOCOLS = Protocols.all();

    private final Snmp snmp;
    private final USM usm;
    private final int port;
    private final Map<OID, Variable> values;

    /** @param boots how often it was started, which is a part of its clock */
    SecureAgent(int port, String engine, int boots, Map<OID, Variable> values) throws IOException {
        this.values = values;
        OctetString id = new OctetString(MPv3.createLocalEngineID(new OctetString(engine)));
        CounterSupport counters = new CounterSupport();
        counters.addCounterListener(new DefaultCounterListener());
        usm = new USM(PROTOCOLS, id, boots, counters);
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv3(
                id.getValue(), null, PROTOCOLS, SecurityModels.getCollection(new SecurityModel[] {usm}), counters));
        DefaultUdpTransportMapping transport =
                new DefaultUdpTransportMapping(new UdpAddress(InetAddress.getLoopbackAddress(), port));
        snmp = new Snmp(dispatcher, transport);
        snmp.addCommandResponder(this);
        transport.listen();
        this.port = transport.getListenAddress().getPort();
    }

    SecureAgent user(
            String name, @Nullable OID authentication, String password, @Nullable OID privacy, String privacyPassword) {
        usm.addUser(new UsmUser(
                new OctetString(name),
                authentication,
                authentication == null ? null : new OctetString(password),
                privacy,
                privacy == null ? null : new OctetString(privacyPassword)));
        return this;
    }

    int port() {
        return port;
    }

    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
        PDU answer = (PDU) event.getPDU().clone();
        answer.setType(PDU.RESPONSE);
        for (VariableBinding each : answer.getVariableBindings()) {
            each.setVariable(values.getOrDefault(each.getOid(), Null.noSuchObject));
        }
        event.setProcessed(true);
        try {
            snmp.getMessageDispatcher()
                    .returnResponsePdu(
                            event.getMessageProcessingModel(),
                            event.getSecurityModel(),
                            event.getSecurityName(),
                            event.getSecurityLevel(),
                            answer,
                            event.getMaxSizeResponsePDU(),
                            event.getStateReference(),
                            new StatusInformation());
        } catch (MessageException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }
}
