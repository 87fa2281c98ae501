package io.nephoscope.testkit.libvirt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Who wants to be told of which events. Thread-safe. */
final class Subscriptions {

    private static final int LIFECYCLE = 0;
    private static final int METADATA_CHANGE = 23;
    private static final int KINDS = 27;

    private static final int LIFECYCLE_EVENT = 318;
    private static final int METADATA_CHANGE_EVENT = 379;

    private static final int METADATA_ELEMENT = 2;
    private static final int SERIAL = 1;

    private record Subscription(ServedClient client, int id, int kind, Optional<UUID> domain) {

        boolean wants(int event, FakeDomain about) {
            return kind == event
                    && domain.filter(uuid -> !uuid.equals(about.uuid())).isEmpty();
        }
    }

    private final AtomicInteger ids = new AtomicInteger();
    private final List<Subscription> all = new CopyOnWriteArrayList<>();

    Map<LibvirtProcedure, Handler> handlers() {
        return Map.of(
                LibvirtProcedure.CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY, this::add,
                LibvirtProcedure.CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY, this::remove);
    }

    /** How many subscriptions there are. */
    int count() {
        return all.size();
    }

    void forget(ServedClient client) {
        all.removeIf(subscription -> subscription.client() == client);
    }

    void fire(FakeDomain domain, Lifecycle event, int detail) {
        Wire payload = new Wire().domain(domain).int32(event.number()).int32(detail);
        fire(LIFECYCLE, LIFECYCLE_EVENT, payload, domain);
    }

    void fireMetadataChange(FakeDomain domain, String namespace) {
        Wire payload = new Wire().domain(domain).int32(METADATA_ELEMENT).optionalText(namespace);
        fire(METADATA_CHANGE, METADATA_CHANGE_EVENT, payload, domain);
    }

    /** @param payload what follows the subscription's number */
    void fire(int kind, int procedure, Wire payload, FakeDomain domain) {
        for (Subscription subscription : all) {
            if (subscription.wants(kind, domain)) {
                Wire event = new Wire().int32(subscription.id()).raw(payload.bytes());
                subscription.client().offer(Message.event(Message.REMOTE, procedure, SERIAL, event));
            }
        }
    }

    private Wire add(Arguments in, ServedClient client) throws RefusedException {
        int kind = in.int32();
        if (kind < 0 || kind >= KINDS) {
            throw new RefusedException(RemoteError.unknownEvent(kind));
        }
        int id = ids.getAndIncrement();
        all.add(new Subscription(client, id, kind, in.optionalDomain().map(FakeDomain::uuid)));
        return new Wire().int32(id);
    }

    private Wire remove(Arguments in, ServedClient client) throws RefusedException {
        int id = in.int32();
        if (!all.removeIf(subscription -> subscription.client() == client && subscription.id() == id)) {
            throw new RefusedException(RemoteError.unknownCallback(id));
        }
        return new Wire();
    }
}
