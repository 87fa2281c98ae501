package io.nephoscope.discovery;

import io.nephoscope.connector.openstack.Server;
import io.nephoscope.connector.openstack.ServerDirectory;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Nova knows of instances that were found by their domains: the ids of flavors that domains do not tell and, where
 * it is wanted, what users wrote down. Nothing that is not needed is asked for. Thread-safe.
 */
final class NovaSupplement {

    private final LastKnown<UUID, Server> servers = new LastKnown<>("Nova's metadata of instances");
    private final LastKnown<String, String> flavorIds = new LastKnown<>("Nova's ids of flavors");

    /**
     * What may be asked.
     *
     * @param host this host's name in Nova
     * @param fetchesExtra whether what users wrote down is wanted
     * @param time how long Nova may take for one answer
     */
    record Limits(String host, boolean fetchesExtra, Duration time) {

        /** Nova's part is less than what the poll needs most: a cloud that hangs must not cost its samples. */
        private static final int PARTS = 4;

        private static final Duration LONGEST = Duration.ofSeconds(20);

        static Limits of(DiscoverySettings settings, Duration remaining) {
            Duration part = remaining.dividedBy(PARTS);
            return new Limits(
                    settings.factory().host(), settings.fetchesExtra(), part.compareTo(LONGEST) < 0 ? part : LONGEST);
        }
    }

    /**
     * Asks for what is needed.
     *
     * @param flavors the names of flavors whose ids are not known, by instance
     * @param directory who can ask Nova; null while nobody can
     */
    Supplement.Answer of(
            Set<UUID> instances, Map<UUID, String> flavors, @Nullable ServerDirectory directory, Limits limits)
            throws InterruptedException {
        if (!limits.fetchesExtra() && flavors.isEmpty()) {
            return Supplement.Answer.NONE;
        }
        Map<String, String> ids = flavorIds.of(
                new HashSet<>(flavors.values()), directory, (asked, names) -> asked.flavorIds(names, limits.time()));
        Set<UUID> needed = new HashSet<>(limits.fetchesExtra() ? instances : Set.of());
        flavors.forEach((instance, name) -> {
            if (!ids.containsKey(name)) {
                needed.add(instance);
            }
        });
        Map<UUID, Server> known =
                servers.of(needed, directory, (asked, wanted) -> asked.servers(limits.host(), wanted, limits.time()));
        return new Supplement.Answer(limits.fetchesExtra() ? known : flavorsAlone(known), ids, directory != null);
    }

    /** What users wrote down is not wanted. */
    private static Map<UUID, Server> flavorsAlone(Map<UUID, Server> known) {
        Map<UUID, Server> flavors = new HashMap<>();
        known.forEach((id, server) -> flavors.put(id, new Server(Map.of(), server.flavorId())));
        return flavors;
    }
}
