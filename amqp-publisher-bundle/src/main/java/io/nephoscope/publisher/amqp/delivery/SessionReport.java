package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.publisher.amqp.delivery.ConnectionStatus.State;
import io.nephoscope.publisher.amqp.transport.Topology;
import java.util.Optional;
import java.util.Set;

/** Says in words how an open session stands. */
final class SessionReport {

    private final String broker;
    private final Topology topology;
    private final ConfirmWindow.InFlight flight;

    SessionReport(String broker, Topology topology, ConfirmWindow.InFlight flight) {
        this.broker = broker;
        this.topology = topology;
        this.flight = flight;
    }

    /** What is to be shown; empty while the broker has said nothing that speaks against the connection. */
    Optional<State> trouble() {
        Optional<String> blocked = flight.blockedBecause();
        if (blocked.isPresent()) {
            return Optional.of(State.blocked(
                    "the broker takes no messages: " + blocked.get(),
                    "Free memory or disk space of the broker; the agent goes on by itself"));
        }
        Set<String> unroutable = flight.unroutable();
        if (!unroutable.isEmpty()) {
            return Optional.of(unroutable(String.join(" and ", unroutable)));
        }
        return switch (flight.refusal()) {
            case OUR_QUEUE ->
                Optional.of(State.blocked(
                        "a queue " + bound() + " refuses messages; they are sent again", remedyOfAFullQueue()));
            case SOME_QUEUE ->
                Optional.of(new State(
                        connected().state(),
                        connected().detail() + ", but a queue " + bound()
                                + " refuses messages; ours takes them all the same",
                        remedyOfAFullQueue()));
            case NONE -> Optional.empty();
        };
    }

    State connected() {
        return State.connected("connected to " + broker);
    }

    private State unroutable(String queues) {
        return State.blocked(
                "no queue takes what is sent to the exchange " + topology.exchange() + " by " + queues
                        + ", though queues and bindings were declared again; it waits in the agent",
                "Look for who deletes the queue " + queues + " or its binding (rabbitmqctl list_bindings; policies with"
                        + " expires or auto-delete), or set control.exchange and topics as the consumers have them");
    }

    private String bound() {
        return "bound to the exchange " + topology.exchange() + " by " + String.join(" or ", topology.routingKeys());
    }

    private String remedyOfAFullQueue() {
        return "Any queue that is " + bound() + " may be the full one, not only ours: look at all of them"
                + " (rabbitmqctl list_bindings; rabbitmqctl list_queues name messages policy), have it read, or"
                + " take reject-publish from its policy";
    }
}
