package io.nephoscope.testkit.libvirt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A guest made up from its index: the same index is always the same guest. */
final class SimulatedGuest implements FakeGuest {

    private static final int RUNNING = 1;
    private static final int PACES = 97;

    private final SimulatedCloud cloud;
    private final int index;
    private final FakeDomain domain;

    /** @param index from 1 */
    SimulatedGuest(SimulatedCloud cloud, int index) {
        this.cloud = cloud;
        this.index = index;
        domain = new FakeDomain("instance-%08x".formatted(index), uuid("instance", index), index);
    }

    @Override
    public FakeDomain domain() {
        return domain;
    }

    @Override
    public int state() {
        return RUNNING;
    }

    @Override
    public void write(Selection selection, Parameters out) {
        for (Column column : cloud.columns(selection)) {
            column.value().write(column.name(), this, out);
        }
    }

    @Override
    public String xml() {
        return new GuestDescription(this, cloud.shape()).xml();
    }

    @Override
    public Optional<String> metadata(String namespace) {
        return namespace.equals(GuestDescription.NOVA)
                ? Optional.of(new GuestDescription(this, cloud.shape()).metadata())
                : Optional.empty();
    }

    int index() {
        return index;
    }

    /** How fast its counters grow: from 1 to 97, evenly spread among guests. */
    int pace() {
        return index % PACES + 1;
    }

    Flavor flavor() {
        return Flavor.of(index);
    }

    long memoryKib() {
        return flavor().memoryMib() * 1024L;
    }

    long diskGib() {
        return flavor().diskGib();
    }

    /** For how long it has been running. */
    long millis() {
        return cloud.millis();
    }

    Instant now() {
        return cloud.now();
    }

    /** The name of an interface's other end on the host. */
    String tap(int number) {
        return "tap%08x-%x".formatted(index, number);
    }

    static String diskName(int number) {
        return "vd" + (char) ('a' + number);
    }

    String diskPath(int number) {
        return "/var/lib/nova/instances/" + domain.uuid() + "/" + diskName(number);
    }

    static UUID uuid(String kind, int number) {
        return UUID.nameUUIDFromBytes((kind + number).getBytes(StandardCharsets.UTF_8));
    }
}
