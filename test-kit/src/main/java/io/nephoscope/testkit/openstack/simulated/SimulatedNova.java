package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Nova v2.1: servers and flavors. No server has changed since it was made. */
final class SimulatedNova extends SimulatedService {

    static final String PATH = "/compute/v2.1";
    /** As the file of a server has it: hosts have the numbers from 1. */
    private static final int HOSTS = 20;

    private static final Instant CHANGED = Instant.parse("2026-01-02T03:05:06Z");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSSSSS][XXX][X]")
            .withZone(ZoneOffset.UTC);

    SimulatedNova(Entries entries) {
        super(entries);
    }

    @Override
    void register(Routes routes) {
        routes.get(PATH + "/servers/detail", this::servers);
        routes.get(PATH + "/servers/{server}", one(Kind.SERVER, "server"));
        routes.get(PATH + "/flavors", pages(list(Kind.FLAVOR, "flavors")));
        routes.get(PATH + "/flavors/detail", pages(list(Kind.FLAVOR, "flavors")));
        routes.get(PATH + "/flavors/{flavor}", this::flavor);
    }

    private HttpAnswer servers(HttpCall call, List<String> names) {
        EntryList servers = list(Kind.SERVER, "servers").paged(size().pageSize());
        boolean changed = call.parameter("changes-since")
                .flatMap(SimulatedNova::time)
                .map(since -> !since.isAfter(CHANGED))
                .orElse(true);
        boolean seen = changed && saysYes(call, "all_tenants");
        return servers.page(call, seen ? onHost(call.parameter("host")) : number -> false);
    }

    private static IntPredicate onHost(Optional<String> host) {
        return host.isEmpty() ? number -> true : number -> host.get().equals("compute-" + (1 + number % HOSTS));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(TIME.parse(URLDecoder.decode(text, StandardCharsets.UTF_8), Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Flavors have the numbers from 1 as ids. */
    private HttpAnswer flavor(HttpCall call, List<String> names) {
        String id = names.get(0);
        int number = id.matches("[0-9]{1,6}") ? Integer.parseInt(id) - 1 : -1;
        return number < 0 || number >= size().of(Kind.FLAVOR)
                ? notFound()
                : HttpAnswer.json("{\"flavor\": "
                        + new String(entries().of(Kind.FLAVOR).apply(number), StandardCharsets.UTF_8) + "}\n");
    }
}
