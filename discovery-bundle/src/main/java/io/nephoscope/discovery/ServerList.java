package io.nephoscope.discovery;

import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import io.nephoscope.discovery.DiscoverySettings.NovaListing;
import io.nephoscope.support.text.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that Nova lists on one host: all of them from time to time, between whiles what changed. One thread asks
 * at a time, and others wait for its answer. A list takes the place of the one before when it is complete; while Nova
 * cannot be asked, the last one counts as long as the cache does. Thread-safe.
 */
final class ServerList {

    private static final Logger LOG = LoggerFactory.getLogger(ServerList.class);

    /** By so much Nova's clock may be behind: what changed in it is asked for twice. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final Set<String> GONE = Set.of("deleted", "error");

    private final String host;
    private final NovaListing settings;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock(true);

    /** Replaced as a whole, by whoever has the turn. */
    private volatile Optional<Read> last = Optional.empty();

    private final AtomicBoolean outageTold = new AtomicBoolean();

    /**
     * What was read.
     *
     * @param parts the flavors and images that were read since the last complete list
     * @param at when it was asked for
     * @param completeAt when the last complete list was asked for
     */
    private record Read(Map<UUID, NovaServer> servers, ServerParts parts, Instant since, long at, long completeAt) {}

    ServerList(String host, NovaListing settings, LongSupplier nanoTime, InstantSource clock) {
        this.host = host;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /**
     * The servers of now.
     *
     * @throws DiscoveryException if Nova cannot list them, and did not for so long that what it said last counts no more
     */
    Collection<NovaServer> of(Cloud cloud, Duration remaining) throws DiscoveryException, InterruptedException {
        long asked = nanoTime.getAsLong();
        if (!isDue(asked)) {
            return servers();
        }
        // A cloud that hangs is not to cost the poll its time where there is something to poll.
        Duration time = counts(asked) ? remaining.dividedBy(2) : remaining;
        if (!turn.tryLock(time.toNanos(), TimeUnit.NANOSECONDS)) {
            return lastFor("Nova has not answered an earlier question in time", null);
        }
        try {
            // Whoever had the turn may have asked after this one came.
            return last.isPresent() && last.get().at() - asked >= 0
                    ? servers()
                    : ask(cloud, () -> time.minusNanos(nanoTime.getAsLong() - asked));
        } finally {
            turn.unlock();
        }
    }

    private boolean isDue(long now) {
        return last.isEmpty()
                || now - last.get().at() >= settings.updateInterval().toNanos();
    }

    /** Whether the last list may stand in for one that cannot be had. */
    private boolean counts(long now) {
        return last.isPresent()
                && now - last.get().at() < settings.cacheExpiry().toNanos();
    }

    private Collection<NovaServer> servers() {
        return last.map(read -> read.servers().values()).orElse(List.of());
    }

    private Collection<NovaServer> ask(Cloud cloud, Supplier<Duration> left)
            throws DiscoveryException, InterruptedException {
        long now = nanoTime.getAsLong();
        boolean expired = last.isEmpty()
                || now - last.get().completeAt() >= settings.cacheExpiry().toNanos();
        try {
            last = Optional.of(read(cloud, expired ? Optional.empty() : last, left));
        } catch (CloudException e) {
            return lastFor(OneLine.of(e.getMessage()), e);
        }
        if (outageTold.getAndSet(false)) {
            LOG.info("Nova lists the servers of host {} again", host);
        }
        return servers();
    }

    /** The last list, while it counts. */
    private Collection<NovaServer> lastFor(String outage, @Nullable Throwable cause) throws DiscoveryException {
        if (!counts(nanoTime.getAsLong())) {
            throw new DiscoveryException("Nova cannot list the servers of host " + host + ": " + outage, cause);
        }
        if (!outageTold.getAndSet(true)) {
            LOG.warn("The servers of host {} stay as Nova listed them last: {}", host, outage);
        }
        return servers();
    }

    /** @param before what is to be changed; empty for a complete list */
    private Read read(Cloud cloud, Optional<Read> before, Supplier<Duration> left)
            throws CloudException, InterruptedException {
        long now = nanoTime.getAsLong();
        Instant since = clock.instant().minus(SKEW);
        List<JsonObject> listed = list(cloud, before.map(Read::since), left.get());
        ServerParts parts = before.map(Read::parts).orElseGet(ServerParts::new);
        Map<UUID, NovaServer> servers =
                new LinkedHashMap<>(before.map(Read::servers).orElse(Map.of()));
        for (JsonObject entry : listed) {
            Optional<UUID> id = id(entry);
            if (id.isPresent()
                    && GONE.contains(entry.text("OS-EXT-STS:vm_state").orElse(""))) {
                servers.remove(id.get());
            } else if (id.isPresent()) {
                servers.put(id.get(), parts.complete(id.get(), entry, cloud, left));
            }
        }
        return new Read(servers, parts, since, now, before.map(Read::completeAt).orElse(now));
    }

    private List<JsonObject> list(Cloud cloud, Optional<Instant> since, Duration remaining)
            throws CloudException, InterruptedException {
        String path = "/v2.1/servers/detail?all_tenants=True&host=" + ServerParts.encoded(host)
                + since.map(time -> "&changes-since="
                                + ServerParts.encoded(
                                        time.truncatedTo(ChronoUnit.SECONDS).toString()))
                        .orElse("");
        List<JsonObject> listed = new ArrayList<>();
        cloud.service("compute").list(Listing.of(path, "servers").keeping(ServerMetadata.KEYS), listed::add, remaining);
        return listed;
    }

    private static Optional<UUID> id(JsonObject entry) {
        try {
            return entry.text("id").map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
