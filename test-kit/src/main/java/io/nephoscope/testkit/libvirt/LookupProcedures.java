package io.nephoscope.testkit.libvirt;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Finds and lists domains. */
record LookupProcedures(FakeHypervisor hypervisor) {

    Map<LibvirtProcedure, Handler> handlers() {
        return Map.ofEntries(
                Map.entry(LibvirtProcedure.CONNECT_LIST_ALL_DOMAINS, (in, client) -> listAll(in)),
                Map.entry(LibvirtProcedure.CONNECT_LIST_DOMAINS, (in, client) -> listIds(in.int32())),
                Map.entry(LibvirtProcedure.CONNECT_NUM_OF_DOMAINS, (in, client) -> count(true)),
                Map.entry(LibvirtProcedure.CONNECT_LIST_DEFINED_DOMAINS, (in, client) -> listNames(in.int32())),
                Map.entry(LibvirtProcedure.CONNECT_NUM_OF_DEFINED_DOMAINS, (in, client) -> count(false)),
                Map.entry(LibvirtProcedure.DOMAIN_LOOKUP_BY_UUID, (in, client) -> byUuid(in.uuid())),
                Map.entry(LibvirtProcedure.DOMAIN_LOOKUP_BY_NAME, (in, client) -> byName(in.text())),
                Map.entry(LibvirtProcedure.DOMAIN_LOOKUP_BY_ID, (in, client) -> byId(in.int32())));
    }

    private Wire listAll(Arguments in) throws RefusedException {
        boolean wanted = in.int32() != 0;
        List<FakeGuest> guests = new GuestFilter(in.int32()).of(hypervisor.guests());
        if (!wanted) {
            return new Wire().int32(0).int32(guests.size());
        }
        if (guests.size() > Limits.RECORDS) {
            throw new RefusedException(RemoteError.tooManyDomains(guests.size(), Limits.RECORDS));
        }
        return list(guests, (guest, out) -> out.domain(guest.domain())).int32(guests.size());
    }

    private Wire listIds(int most) {
        return list(
                first(most, active(true)),
                (guest, out) -> out.int32(guest.domain().id()));
    }

    private Wire listNames(int most) {
        return list(
                first(most, active(false)),
                (guest, out) -> out.text(guest.domain().name()));
    }

    private Wire count(boolean active) {
        return new Wire().int32(active(active).size());
    }

    private Wire byUuid(UUID uuid) throws RefusedException {
        FakeGuest guest = hypervisor.find(uuid).orElseThrow(() -> new RefusedException(RemoteError.noDomain(uuid)));
        return new Wire().domain(guest.domain());
    }

    private Wire byName(String name) throws RefusedException {
        return find(domain -> domain.name().equals(name), "no domain with matching name '%s'".formatted(name));
    }

    private Wire byId(int id) throws RefusedException {
        return find(domain -> domain.id() == id, "no domain with matching id " + id);
    }

    private Wire find(Predicate<FakeDomain> wanted, String otherwise) throws RefusedException {
        return hypervisor.guests().stream()
                .map(FakeGuest::domain)
                .filter(wanted)
                .findFirst()
                .map(new Wire()::domain)
                .orElseThrow(() -> new RefusedException(RemoteError.noDomain(otherwise)));
    }

    private List<FakeGuest> active(boolean active) {
        return hypervisor.guests().stream()
                .filter(guest -> guest.domain().isActive() == active)
                .toList();
    }

    private static List<FakeGuest> first(int most, List<FakeGuest> guests) {
        return guests.subList(0, Math.min(most, guests.size()));
    }

    private static Wire list(List<FakeGuest> guests, BiConsumer<FakeGuest, Wire> entry) {
        Wire list = new Wire().int32(guests.size());
        guests.forEach(guest -> entry.accept(guest, list));
        return list;
    }
}
