package io.nephoscope.core.cycle;

import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.identity.IdentityNames;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.core.fake.FakeAccess;
import io.nephoscope.core.fake.Plugins;
import io.nephoscope.core.plugin.NamesPlugin;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnerNamesTest {

    private static final Meter METER = Meter.gauge("volume.size", "GiB");
    private static final Duration TIME = Duration.ofSeconds(10);

    private final Keystone keystone = new Keystone();
    private final FakeAccess<IdentityNames> access = new FakeAccess<>(keystone);
    private Optional<NamesPlugin> plugin = Optional.of(new NamesPlugin(Plugins.ORIGIN, access));
    private final OwnerNames names = new OwnerNames(() -> plugin);

    /** What it was asked, and for how long. */
    private static final class Keystone implements IdentityNames {

        final List<Set<String>> users = new ArrayList<>();
        final List<Set<String>> projects = new ArrayList<>();
        final List<Duration> times = new ArrayList<>();

        @Nullable
        RuntimeException fault;

        boolean interrupts;

        @Override
        public Map<String, String> users(Set<String> ids, Duration remaining) {
            users.add(ids);
            return Map.of("u1", "alice", "u2", "bob");
        }

        @Override
        public Map<String, String> projects(Set<String> ids, Duration remaining) throws InterruptedException {
            projects.add(ids);
            times.add(remaining);
            if (fault != null) {
                throw fault;
            }
            if (interrupts) {
                throw new InterruptedException("the deadline passed");
            }
            return Map.of("p1", "alpha");
        }
    }

    @Test
    void areAskedForOnceForAllSamplesOfABatch() {
        List<Sample> named =
                names.named(List.of(sample("u1", "p1"), sample("u2", "p1"), sample("u1", "unknown")), TIME);

        assertThat(named)
                .extracting(sample -> sample.subject().owner())
                .containsExactly(
                        new Owner("u1", "p1", "alice", "alpha"),
                        new Owner("u2", "p1", "bob", "alpha"),
                        new Owner("u1", "unknown", "alice", null));
        assertThat(keystone.users).containsExactly(Set.of("u1", "u2"));
        assertThat(keystone.projects).containsExactly(Set.of("p1", "unknown"));
    }

    @Test
    void changeNothingElseOfASample() {
        Sample before = sample("u1", "p1").readAt(3.5).from("elsewhere");

        Sample after = names.named(List.of(before), TIME).get(0);

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.meter()).isEqualTo(before.meter());
        assertThat(after.volume()).isEqualTo(before.volume());
        assertThat(after.monotonicTime()).isEqualTo(3.5);
        assertThat(after.source()).isEqualTo("elsewhere");
        assertThat(after.subject().metadata()).isSameAs(before.subject().metadata());
    }

    @Test
    void keepOneSubjectOne() {
        Subject subject = subject(Owner.of("u1", "p1"));

        List<Sample> named = names.named(List.of(Sample.of(METER, 1, subject), Sample.of(METER, 2, subject)), TIME);

        assertThat(named.get(0).subject()).isSameAs(named.get(1).subject());
    }

    @Test
    void areNotAskedForWhereTheyAreKnownOrNobodyIsOwner() {
        List<Sample> samples = List.of(
                Sample.of(METER, 1, subject(new Owner("u1", "p1", "known", "known"))),
                Sample.of(METER, 1, subject(Owner.NOBODY)));

        assertThat(names.named(samples, TIME)).isSameAs(samples);
        assertThat(access.uses).hasValue(0);
        assertThat(keystone.users).isEmpty();
    }

    @Test
    void areMissingWhereNobodyKnowsThem() {
        List<Sample> samples = List.of(sample("u1", "p1"));
        Optional<NamesPlugin> later = plugin;
        plugin = Optional.empty();
        assertThat(names.lacksSomebody()).isFalse();

        assertThat(names.named(samples, TIME)).isSameAs(samples);

        assertThat(names.lacksSomebody()).isTrue();
        plugin = later;
        assertThat(names.lacksSomebody()).isFalse();
    }

    @Test
    void costNoSampleWhereThePluginIsBrokenOrGone() {
        keystone.fault = new IllegalStateException("a fault");
        assertThat(names.named(List.of(sample("u1", "p1")), TIME))
                .extracting(sample -> sample.subject().owner())
                .containsExactly(new Owner("u1", "p1", "alice", null));

        access.gone = true;
        assertThat(names.named(List.of(sample("u1", "p1")), TIME)).hasSize(1);
    }

    @Test
    void costNoSampleWhenTheDeadlinePasses() {
        keystone.interrupts = true;

        List<Sample> named = names.named(List.of(sample("u1", "p1")), TIME);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(named).hasSize(1);
        assertThat(keystone.users).isEmpty();
    }

    @Test
    void arePutToTheSamplesOfAPollWhereTheOperatorWantsThem() {
        assertThat(ownersPolled(false)).containsExactly(Owner.of("u1", "p1"));
        assertThat(keystone.projects).isEmpty();

        assertThat(ownersPolled(true)).containsExactly(new Owner("u1", "p1", "alice", "alpha"));
        assertThat(keystone.times).containsExactly(Duration.ofSeconds(60 / 4));
    }

    @Test
    void areWantedOfDiscoveries() {
        List<Boolean> wanted = new ArrayList<>();
        for (boolean on : new boolean[] {false, true}) {
            CycleBench bench = bench(on).with(Plugins.discovery("found", request -> {
                wanted.add(request.wantsNames());
                return List.of();
            }));
            bench.cycle(
                    List.of(source("s", 60, "*")), List.of(Plugins.pollster("p", "found", (resources, poll) -> {})));
        }

        assertThat(wanted).containsExactly(false, true);
    }

    private List<Owner> ownersPolled(boolean wanted) {
        CycleBench bench = bench(wanted);
        bench.cycle(
                List.of(polling(source("s", 60, "*"), "r")),
                List.of(Plugins.pollster("p", (resources, poll) -> poll.emit(sample("u1", "p1")))));
        return bench.samples().stream().map(sample -> sample.subject().owner()).toList();
    }

    private CycleBench bench(boolean wanted) {
        PollSettings settings = new PollSettings(
                1, 50, "openstack", Backoff.exact(Duration.ZERO, Duration.ZERO), PollSettings.Bounds.STANDARD, wanted);
        return new CycleBench(Runnable::run, settings, names);
    }

    private static Sample sample(String user, String project) {
        return Sample.of(METER, 1, subject(Owner.of(user, project)));
    }

    private static Subject subject(Owner owner) {
        return new Subject("r", owner, Metadata.EMPTY);
    }
}
