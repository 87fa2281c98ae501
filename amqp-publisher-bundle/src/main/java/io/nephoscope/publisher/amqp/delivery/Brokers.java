package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.publisher.amqp.transport.BrokerAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The brokers of one URL, to be tried in turn, in an order of this agent's own. */
final class Brokers {

    private final List<BrokerAddress> addresses;

    Brokers(List<BrokerAddress> addresses) {
        this.addresses = new ArrayList<>(addresses);
        Collections.shuffle(this.addresses);
    }

    /** All, the one that was used last at the end. */
    List<BrokerAddress> inTurn() {
        return List.copyOf(addresses);
    }

    void used(BrokerAddress broker) {
        Collections.rotate(addresses, addresses.size() - 1 - addresses.indexOf(broker));
    }
}
