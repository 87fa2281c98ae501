package io.nephoscope.core.runtime;

import static io.nephoscope.core.fake.Plugins.discovery;
import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Plugins.publisher;
import static io.nephoscope.core.fake.Plugins.selection;
import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.partition.Partitioner;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.DryRunDTO;
import io.nephoscope.api.runtime.dto.GapKind;
import io.nephoscope.api.runtime.dto.PollsterDTO;
import io.nephoscope.api.runtime.dto.PollsterState;
import io.nephoscope.api.runtime.dto.PublisherState;
import io.nephoscope.api.runtime.dto.SlotsDTO;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.core.completeness.Completeness;
import io.nephoscope.core.cycle.PollSettings;
import io.nephoscope.core.fake.FakeAccess;
import io.nephoscope.core.fake.FakePartitioner;
import io.nephoscope.core.fake.ManualTimer;
import io.nephoscope.core.fake.RecordingPollster;
import io.nephoscope.core.fake.RecordingPublisher;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.plugin.PublisherPlugin;
import io.nephoscope.core.publish.StoreSettings;
import io.nephoscope.core.schedule.Schedule;
import io.nephoscope.core.source.Source;
import io.nephoscope.journal.JournalLimits;
import io.nephoscope.support.retry.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EngineTest {

    private static final Source SOURCE = polling(source("s", 60, "*"), "snmp://user:geheim@host");

    private final ManualTimer timer = new ManualTimer();
    private Optional<Partitioner> partitioner = Optional.empty();
    private final Engine engine = new Engine(
            timer,
            Runnable::run,
            source -> Duration.ZERO,
            new PluginThreads(System::nanoTime),
            new Engine.Neighbours(Optional::empty, () -> partitioner),
            Completeness.inMemory(timer));
    private final RecordingPublisher published = new RecordingPublisher();
    private final List<PublisherPlugin> publishers = List.of(publisher("console", published));
    private final RecordingPollster recorder = new RecordingPollster();
    private final PollsterPlugin pollster = pollster("cpu", recorder);

    @AfterEach
    void stop() {
        engine.stop();
        engine.close();
    }

    @Test
    void pollsAndPublishes() {
        follow(List.of(SOURCE), List.of(pollster), List.of());
        timer.ring();

        await().until(() -> published.batches.size() == 1);
        assertThat(published.batches.get(0).pollster()).isEqualTo("cpu");
    }

    @Test
    void keepsAccountOfEachSlotUpToItsConfirmation() {
        PollsterPlugin failing = pollster("memory", (resources, poll) -> {
            throw new PollsterException("libvirt is down");
        });
        follow(List.of(SOURCE), List.of(pollster, failing), List.of());
        timer.ring();

        await().until(() -> engine.ledger().summary().confirmed == 1);
        SlotsDTO slots = Snapshot.withoutPublishers(engine).completeness;
        assertThat(slots.due).isEqualTo(2);
        assertThat(slots.gaps).containsExactly(entry(GapKind.FAILED, 1L));
        assertThat(engine.ledger().report(Optional.empty()).closes).isTrue();
    }

    @Test
    void pollsAndPublishesItsShareAlone() {
        FakePartitioner agreed = new FakePartitioner();
        partitioner = Optional.of(agreed);
        agreed.publishes = false;
        engine.keepAccount();
        engine.expectPartitioner(true);
        follow(List.of(polling(SOURCE, "mine", "theirs")), List.of(pollster), List.of());
        timer.ring();
        assertThat(recorder.calls).isEmpty();

        agreed.own("mine");
        engine.shareChanged();
        await().until(() -> agreed.concluded.size() == 2);
        assertThat(recorder.calls).containsExactly(List.of("mine"));
        assertThat(published.batches).isEmpty();

        agreed.publishes = true;
        await().until(() -> published.batches.size() == 1);
        await().until(() -> engine.ledger().summary().confirmed == 1);
        assertThat(engine.ledger().summary().notOurs).isEqualTo(1);
        assertThat(engine.ledger().report(Optional.empty()).closes).isTrue();
    }

    /** While its bundle is updated, or before it is there, this agent must not believe that it is alone. */
    @Test
    void pollsNothingThatOthersMayPollWhileNobodyKnowsThem() {
        engine.keepAccount();
        engine.expectPartitioner(true);
        DiscoveryPlugin local = discovery("local", request -> List.of(Resource.of("host")));
        PollsterPlugin bound = pollster("host.cpu", "local", recorder);
        follow(
                List.of(polling(source("s", 60, "cpu"), "shared"), source("h", 60, "host.cpu")),
                List.of(pollster, bound),
                List.of(local));
        timer.ring();

        assertThat(recorder.calls).containsExactly(List.of("host"));
        assertThat(engine.health()).singleElement().satisfies(report -> assertThat(report.message())
                .contains("no bundle offers"));
        engine.expectPartitioner(false);
        timer.advance(Duration.ofMinutes(1));
        assertThat(recorder.calls).contains(List.of("shared"));
        await().until(() ->
                published.batches.stream().anyMatch(batch -> batch.pollster().equals("cpu")));
    }

    @Test
    void publishesGapsWhereThatIsWanted() {
        PollsterPlugin failing = pollster("memory", (resources, poll) -> {
            throw new PollsterException("libvirt is down");
        });
        Settings plain = settings("console");
        engine.keepAccount();
        engine.follow(new World(
                List.of(SOURCE),
                selection(List.of(failing), "central"),
                List.of(),
                publishers,
                new Settings(plain.namespaces(), plain.publishers(), plain.store(), plain.polls(), true)));
        timer.ring();

        timer.advance(Duration.ofMinutes(1));

        await().until(() -> published.batches.size() == 1);
        assertThat(published.batches.get(0).samples()).singleElement().satisfies(sample -> {
            assertThat(sample.meter()).isEqualTo(Meter.delta("nephoscope.polling.gap", "slot"));
            assertThat(sample.subject().resourceId()).isEqualTo("s/memory");
            assertThat(sample.subject().metadata().asMap()).containsEntry("type", "failed");
            assertThat(sample.source()).isEqualTo("openstack");
        });
        assertThat(engine.ledger().summary().due).isEqualTo(2);
    }

    @Test
    void keepsOnlyThePluginsThatItNeeds() {
        PollsterPlugin idle = pollster("memory", "needless", recorder);
        PollsterPlugin falling = pollster("cpu.util", "needed", recorder);
        DiscoveryPlugin needed = discovery("needed", request -> List.of());
        DiscoveryPlugin needless = discovery("needless", request -> List.of());

        follow(List.of(source("s", 60, "cpu*")), List.of(falling, idle), List.of(needed, needless));

        assertThat(((FakeAccess<?>) falling.access()).kept).isTrue();
        assertThat(((FakeAccess<?>) idle.access()).kept).isFalse();
        assertThat(((FakeAccess<?>) needed.access()).kept).isTrue();
        assertThat(((FakeAccess<?>) needless.access()).kept).isFalse();
    }

    @Test
    void tellsWhenPollingYamlAsksForMoreThanIsPolled() {
        List<PollsterPlugin> pollsters =
                List.of(pollster("a"), pollster("b"), pollster("c"), pollster("d"), pollster("e"));
        List<Source> sources = IntStream.range(0, Schedule.MOST / 4)
                .mapToObj(index -> source("s" + index, 60, "*"))
                .toList();

        follow(sources, pollsters, List.of());

        assertThat(engine.health()).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo(HealthReport.State.FAILED);
            assertThat(report.message())
                    .isEqualTo("50,000 pairs of a source and a pollster are not polled: the sources of polling.yaml"
                            + " ask for 250,000, and the first 200,000 are taken");
        });
        follow(sources.subList(0, 1), pollsters, List.of());
        assertThat(engine.health()).isEmpty();
    }

    @Test
    void showsWhatItDoes() {
        follow(List.of(SOURCE), List.of(pollster, pollster("cpu")), List.of());
        timer.ring();

        AgentDTO agent = Snapshot.of(engine);

        assertThat(agent.sources).singleElement().satisfies(source -> {
            assertThat(source.resources).containsExactly("snmp://***@host");
            assertThat(source.pollsters).containsExactly("cpu");
        });
        assertThat(agent.pollsters)
                .extracting(dto -> dto.state)
                .containsExactly(PollsterState.ACTIVE, PollsterState.SHADOWED);
        PollsterDTO active = agent.pollsters.get(0);
        assertThat(active.polls).isEqualTo(1);
        assertThat(active.samples).isEqualTo(1);
        assertThat(active.last.resources).isEqualTo(1);
        assertThat(agent.tasks).singleElement().satisfies(task -> assertThat(task.cycles)
                .isEqualTo(1));
        await().untilAsserted(() -> assertThat(Snapshot.of(engine).publishers)
                .extracting(dto -> dto.state)
                .containsExactly(PublisherState.CONNECTED));
    }

    @Test
    void showsAndLiftsTheBlacklistWithoutCredentials() {
        PollsterPlugin permanent = pollster(
                "cpu", (resources, poll) -> resources.forEach(resource -> poll.blacklist(resource, "unknown")));
        follow(List.of(SOURCE), List.of(permanent), List.of());
        timer.ring();

        assertThat(Snapshot.of(engine).blacklist).singleElement().satisfies(dto -> {
            assertThat(dto.resource).isEqualTo("snmp://***@host");
            assertThat(dto.reason).isEqualTo("unknown");
        });
        assertThat(engine.clearBlacklist(entry -> true)).isEqualTo(1);
        assertThat(Snapshot.of(engine).blacklist).isEmpty();
    }

    @Test
    void reportsWhatDoesNotWorkAsConfigured() {
        PollsterPlugin failing = pollster("cpu", (resources, poll) -> {
            throw new PollsterException("libvirt is down");
        });
        Source lost = source("lost", 60, "nothing");
        engine.follow(new World(
                List.of(SOURCE, lost), selection(List.of(failing), "central"), List.of(), List.of(), settings("amqp")));
        timer.ring();

        assertThat(new Health(Snapshot.of(engine)).reports())
                .extracting(HealthReport::subject, HealthReport::message)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("source lost", "its meters select none of the 1 pollsters"),
                        org.assertj.core.groups.Tuple.tuple("pollster cpu", "libvirt is down"),
                        org.assertj.core.groups.Tuple.tuple("publisher amqp", "no bundle offers it; 0 samples wait"));
    }

    @Test
    void runsAPollsterDry() throws InterruptedException {
        DiscoveryPlugin rooms = discovery("rooms", request -> List.of(Resource.of("kitchen")));
        follow(List.of(), List.of(pollster("heat", "rooms", recorder)), List.of(rooms));

        DryRunDTO found = new DryRuns(engine, timer, Runnable::run).poll("heat", Optional.empty(), Optional.empty());
        DryRunDTO named = new DryRuns(engine, timer, Runnable::run)
                .poll("heat", Optional.of("snmp://a:b@host"), Optional.empty());

        assertThat(found.resources).containsExactly("kitchen");
        assertThat(found.samples).singleElement().satisfies(sample -> assertThat(sample.resourceId)
                .isEqualTo("kitchen"));
        assertThat(named.resources).containsExactly("snmp://***@host");
        assertThat(published.batches).isEmpty();
        assertThat(Snapshot.of(engine).pollsters.get(0).polls).isZero();
    }

    @Test
    void tellsWhatFailedInADryRun() throws InterruptedException {
        PollsterPlugin failing = pollster("cpu", (resources, poll) -> {
            poll.failed(Resource.of("snmp://a:b@host"), "no route");
            throw new PollsterException("the other side is gone");
        });
        follow(List.of(SOURCE), List.of(failing), List.of());

        DryRunDTO result = new DryRuns(engine, timer, Runnable::run).poll("cpu", Optional.empty(), Optional.empty());

        assertThat(result.failures).containsExactly("the other side is gone", "snmp://***@host failed: no route");
    }

    @Test
    void runsADiscoveryDry() throws InterruptedException {
        DiscoveryPlugin echo = discovery(
                "echo", request -> List.of(Resource.of(request.parameter().orElse("nothing"))));
        follow(List.of(), List.of(), List.of(echo));

        assertThat(new DryRuns(engine, timer, Runnable::run).discover("echo:here").resources)
                .containsExactly("here");
    }

    @Test
    void refusesADryRunOfWhatIsNotThere() {
        DryRuns dryRuns = new DryRuns(engine, timer, Runnable::run);

        assertThatIllegalArgumentException().isThrownBy(() -> dryRuns.poll("cpu", Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> dryRuns.discover("rooms"));
    }

    @Test
    void waitsForSomebodyWhoKnowsNamesWhereTheyAreWanted() {
        Settings plain = settings("console");
        PollSettings polls = plain.polls();
        PollSettings naming = new PollSettings(
                polls.threads(), polls.batchSize(), polls.sampleSource(), polls.blacklist(), polls.bounds(), true);
        Subject owned = new Subject("r", Owner.of("u", "p"), Metadata.EMPTY);
        PollsterPlugin emitting =
                pollster("cpu", (resources, poll) -> poll.emit(Sample.of(Meter.gauge("cpu", "ns"), 1, owned)));
        engine.follow(new World(
                List.of(SOURCE),
                selection(List.of(emitting), "central"),
                List.of(),
                publishers,
                new Settings(plain.namespaces(), plain.publishers(), plain.store(), naming)));
        assertThat(engine.health()).isEmpty();

        timer.ring();

        assertThat(engine.health()).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo(HealthReport.State.WAITING);
            assertThat(report.message()).startsWith("identity.name.discovery needs a cloud");
            assertThat(report.remedy()).contains("etc/io.nephoscope.connector.openstack.cfg");
        });
    }

    @Test
    void doesNothingMoreOnceStopped() {
        engine.stop();
        engine.stop();
        follow(List.of(SOURCE), List.of(pollster), List.of());
        timer.ring();

        assertThat(recorder.calls).isEmpty();
    }

    private void follow(List<Source> sources, List<PollsterPlugin> pollsters, List<DiscoveryPlugin> discoveries) {
        engine.follow(
                new World(sources, selection(pollsters, "central"), discoveries, publishers, settings("console")));
    }

    private static final StoreSettings STORE = new StoreSettings(
            StoreSettings.Kind.MEMORY,
            Path.of(""),
            new JournalLimits(1_000_000, 1_000_000),
            Duration.ZERO,
            StoreSettings.WhenFull.DROP_OLDEST,
            Duration.ZERO,
            Set.of());

    private static Settings settings(String publisher) {
        Backoff delays = Backoff.exact(Duration.ofMinutes(10), Duration.ofHours(24));
        return new Settings(
                Set.of("central"),
                List.of(publisher),
                STORE,
                new PollSettings(1, 50, "openstack", delays, PollSettings.Bounds.STANDARD));
    }
}
