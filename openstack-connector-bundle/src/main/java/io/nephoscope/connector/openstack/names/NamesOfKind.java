package io.nephoscope.connector.openstack.names;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.Listing;
import io.nephoscope.connector.openstack.lookup.CachedLookup;
import io.nephoscope.connector.openstack.lookup.LookupSource;
import io.nephoscope.support.retry.Backoff;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users by name, or projects: a few are asked for each alone, many by a list. What Keystone said counts for {@link #LIFE},
 * also that somebody is not there; after that it counts only while Keystone cannot be asked. After a failure nobody is
 * asked for a while, which grows. Thread-safe.
 */
final class NamesOfKind {

    static final Duration LIFE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(NamesOfKind.class);

    private static final int MOST = 20_000;
    /** Who waits for less than this says nothing of Keystone by giving up. */
    private static final Duration FAIR_WAIT = Duration.ofSeconds(5);

    private static final Backoff PAUSES = Backoff.exact(Duration.ofSeconds(5), Duration.ofMinutes(5));

    private final String word;
    private final CloudService keystone;
    private final LongSupplier nanoTime;
    private final CachedLookup<String, String> lookup;
    private final Documents documents = new Documents();
    // Guarded by this.
    private int failures;
    private long askAgainAt;

    /** @param word what Keystone calls one of the kind */
    NamesOfKind(String word, CloudService keystone, LongSupplier nanoTime) {
        this.word = word;
        this.keystone = keystone;
        this.nanoTime = nanoTime;
        lookup = new CachedLookup<>(MOST, LIFE, nanoTime);
    }

    /** @param remaining for how long Keystone may be waited for; zero to be told what is remembered */
    Map<String, String> of(Set<String> ids, Duration remaining) throws InterruptedException {
        if (!remaining.isZero() && !lookup.due(ids).isEmpty() && mayAsk()) {
            try {
                Map<String, String> names = lookup.of(ids, documents, remaining);
                answered();
                return names;
            } catch (CloudException e) {
                if (e.kind() != Kind.TIMEOUT || remaining.compareTo(FAIR_WAIT) >= 0) {
                    failed(e);
                }
            }
        }
        return lookup.known(ids);
    }

    private synchronized boolean mayAsk() {
        return failures == 0 || nanoTime.getAsLong() - askAgainAt >= 0;
    }

    private synchronized void answered() {
        if (failures > 0) {
            LOG.info("Keystone tells the names of {}s again", word);
        }
        failures = 0;
    }

    private synchronized void failed(CloudException why) {
        if (failures == 0) {
            LOG.warn("Samples have no new names of {}s until Keystone tells them: {}", word, why.getMessage());
        }
        failures++;
        askAgainAt = nanoTime.getAsLong() + PAUSES.delay(failures).toNanos();
    }

    /** What Keystone has. */
    private final class Documents implements LookupSource<String, String> {

        @Override
        public void list(BiConsumer<String, String> taker, Duration remaining)
                throws CloudException, InterruptedException {
            keystone.list(
                    Listing.of("/v3/" + word + "s", word + "s").keeping(Set.of("name")),
                    entry -> entry.text("id")
                            .ifPresent(id -> entry.text("name").ifPresent(name -> taker.accept(id, name))),
                    remaining);
        }

        @Override
        public Optional<String> get(String id, Duration remaining) throws CloudException, InterruptedException {
            String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
            try {
                return keystone.get("/v3/" + word + "s/" + encoded, remaining)
                        .object(word)
                        .flatMap(found -> found.text("name"));
            } catch (CloudException e) {
                if (e.kind() == Kind.NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        }
    }
}
