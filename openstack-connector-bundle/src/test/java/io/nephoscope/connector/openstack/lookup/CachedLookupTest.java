package io.nephoscope.connector.openstack.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CachedLookupTest {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration AMPLE = Duration.ofSeconds(20);

    private final AtomicLong now = new AtomicLong();
    private final Service service = new Service();
    private final CachedLookup<String, String> lookup = new CachedLookup<>(1_000, LIFE, now::get);

    /** What it has, and what it was asked. */
    private static final class Service implements LookupSource<String, String> {

        final Map<String, String> all = new TreeMap<>();
        final List<String> asked = new ArrayList<>();

        @Nullable
        CloudException failure;

        @Nullable
        CloudException listFailure;

        boolean listedOnly;

        @Override
        public void list(BiConsumer<String, String> taker, Duration remaining) throws CloudException {
            asked.add("list");
            if (listFailure != null) {
                throw listFailure;
            }
            all.forEach(taker);
        }

        @Override
        public Optional<String> get(String key, Duration remaining) throws CloudException {
            asked.add(key);
            if (failure != null) {
                throw failure;
            }
            return Optional.ofNullable(all.get(key));
        }

        @Override
        public boolean isListedOnly() {
            return listedOnly;
        }
    }

    @Test
    void asksForFewOneByOneAndOnce() throws Exception {
        have(3);

        assertThat(ask(keys(3))).isEqualTo(service.all);
        assertThat(ask(keys(3))).isEqualTo(service.all);

        assertThat(service.asked).containsExactlyElementsOf(keys(3));
    }

    @Test
    void asksForManyByOneList() throws Exception {
        have(100);

        assertThat(ask(keys(60))).hasSize(60);
        assertThat(ask(keys(100))).hasSize(100);

        assertThat(service.asked).containsExactly("list");
    }

    @Test
    void remembersWhatIsNotThere() throws Exception {
        assertThat(ask(List.of("gone"))).isEmpty();
        assertThat(ask(List.of("gone"))).isEmpty();

        assertThat(service.asked).containsExactly("gone");
    }

    @Test
    void asksAloneForWhatTheListLacksAndReadsItOnceInALife() throws Exception {
        List<String> absent = keys(30);

        assertThat(ask(absent)).isEmpty();
        assertThat(service.asked).hasSize(1 + CachedLookup.MOST_ALONE).startsWith("list");
        ask(absent);
        assertThat(service.asked).hasSize(1 + 30);
        ask(absent);
        assertThat(service.asked).hasSize(1 + 30);
    }

    @Test
    void readsNoLongListForAFew() throws Exception {
        have(1_000);
        ask(keys(4));
        now.set(LIFE.toNanos());
        service.asked.clear();

        ask(keys(15));

        assertThat(service.asked).containsExactlyElementsOf(keys(15));
    }

    @Test
    void asksAnewAfterALife() throws Exception {
        have(10);
        ask(keys(10));
        service.all.put("k3", "renamed");
        now.set(LIFE.toNanos() - 1);
        assertThat(ask(keys(10))).containsEntry("k3", "k3");

        now.set(LIFE.toNanos());
        assertThat(ask(keys(10))).containsEntry("k3", "renamed");

        assertThat(service.asked).containsExactly("list", "list");
    }

    @Test
    void knowsWhatItWasToldWhileTheServiceFails() throws Exception {
        have(1);
        ask(keys(1));
        now.set(LIFE.toNanos());
        service.failure = new CloudException(Kind.SERVICE, "status 500");

        assertThatExceptionOfType(CloudException.class).isThrownBy(() -> ask(keys(1)));
        assertThat(lookup.known(keys(1))).isEqualTo(service.all);
    }

    @Test
    void asksForEachAloneWhereTheListIsNotPermittedOrTakesTooLong() throws Exception {
        have(5);
        service.listFailure = new CloudException(Kind.FORBIDDEN, "status 403");
        assertThat(ask(keys(5))).hasSize(5);
        assertThat(service.asked).hasSize(1 + 5);

        now.set(LIFE.toNanos());
        service.listFailure = new CloudException(Kind.TIMEOUT, "no answer");
        service.asked.clear();
        assertThatExceptionOfType(CloudException.class).isThrownBy(() -> ask(keys(5)));
        assertThat(ask(keys(5))).hasSize(5);
        assertThat(service.asked).hasSize(1 + 5);
    }

    @Test
    void takesTheListsWordWhereNothingCanBeAskedForAlone() throws Exception {
        service.listedOnly = true;
        have(2);

        assertThat(ask(List.of("k0", "gone"))).containsOnlyKeys("k0");
        assertThat(ask(List.of("k0", "gone"))).containsOnlyKeys("k0");
        assertThat(service.asked).containsExactly("list");

        assertThat(ask(List.of("k0", "another"))).containsOnlyKeys("k0");
        assertThat(service.asked).containsExactly("list", "list");
    }

    @Test
    void remembersNoMoreThanItsBound() throws Exception {
        CachedLookup<String, String> small = new CachedLookup<>(2, LIFE, now::get);
        have(3);
        small.of(List.of("k0", "k1"), service, AMPLE);
        small.of(List.of("k0"), service, AMPLE);
        small.of(List.of("k2"), service, AMPLE);

        assertThat(small.known(keys(3))).containsOnlyKeys("k0", "k2");
    }

    @Test
    void letsOneAskForWhatOthersWaitFor() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        LookupSource<String, String> slow = new LookupSource<>() {
            @Override
            public void list(BiConsumer<String, String> taker, Duration remaining) {
                throw new AssertionError("one is no list");
            }

            @Override
            public Optional<String> get(String key, Duration remaining) throws InterruptedException {
                asked.countDown();
                assertThat(answers.await(20, TimeUnit.SECONDS)).isTrue();
                return Optional.of(key);
            }
        };
        CompletableFuture<Map<String, String>> first = async(slow);
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> lookup.of(List.of("a"), service, Duration.ofMillis(20)))
                .extracting(CloudException::kind)
                .isEqualTo(Kind.TIMEOUT);
        CompletableFuture<Map<String, String>> second = async(service);
        answers.countDown();

        assertThat(first.get(20, TimeUnit.SECONDS)).containsOnlyKeys("a");
        assertThat(second.get(20, TimeUnit.SECONDS)).containsOnlyKeys("a");
        assertThat(service.asked).isEmpty();
    }

    private CompletableFuture<Map<String, String>> async(LookupSource<String, String> source) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return lookup.of(List.of("a"), source, AMPLE);
            } catch (CloudException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void have(int count) {
        keys(count).forEach(key -> service.all.put(key, key));
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i).toList();
    }

    private Map<String, String> ask(Collection<String> keys) throws CloudException, InterruptedException {
        return lookup.of(keys, service, AMPLE);
    }
}
