package io.nephoscope.core.runtime;

import static java.util.stream.Collectors.toSet;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.partition.Partitioner;
import io.nephoscope.core.completeness.Completeness;
import io.nephoscope.core.completeness.CompletenessLedger;
import io.nephoscope.core.completeness.GapSettings;
import io.nephoscope.core.cycle.Blacklist;
import io.nephoscope.core.cycle.CycleRunner;
import io.nephoscope.core.cycle.CycleServices;
import io.nephoscope.core.cycle.CycleServices.Memory;
import io.nephoscope.core.cycle.OwnerNames;
import io.nephoscope.core.cycle.PollSettings;
import io.nephoscope.core.partition.PartitionProgress;
import io.nephoscope.core.partition.PartitionerSharing;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.NamesPlugin;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.publish.Pipeline;
import io.nephoscope.core.registry.PollsterSelection;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.schedule.Delays;
import io.nephoscope.core.schedule.Schedule;
import io.nephoscope.core.schedule.SlotLedger;
import io.nephoscope.core.schedule.SlotLedgers;
import io.nephoscope.core.schedule.Timer;
import io.nephoscope.core.schedule.Timetable;
import io.nephoscope.core.source.Source;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Polls and publishes as the world of the moment demands. */
public final class Engine {

    private static final int REMEMBERED_PLUGINS = 10_000;

    private final CycleServices services;
    private final Pipeline pipeline;
    private final PartitionerSharing partitioning;
    private final PartitionProgress progress;
    private final Statistics statistics = new Statistics();
    private final Completeness completeness;
    private final Executor workers;
    private final CycleRunner runner;
    private final Timetable timetable;
    private volatile Plan plan = Plan.IDLE;
    private volatile boolean scheduling = true;

    /**
     * @param workers runs each task at once, on a thread that nothing else runs on meanwhile
     * @param threads for questions to plugins
     * @param neighbours those outside that polls depend on
     * @param completeness keeps account of all slots
     */
    public Engine(
            Timer timer,
            Executor workers,
            Delays delays,
            PluginThreads threads,
            Neighbours neighbours,
            Completeness completeness) {
        this.completeness = completeness;
        this.workers = workers;
        partitioning = new PartitionerSharing(neighbours.partitioner(), () -> plan.discoveries());
        pipeline = new Pipeline(threads, completeness.ledger(), partitioning);
        progress = new PartitionProgress(partitioning, pipeline);
        services = new CycleServices(
                timer,
                workers,
                () -> plan.discoveries(),
                pipeline,
                Memory.empty(),
                statistics,
                new OwnerNames(neighbours.names()),
                partitioning::lists,
                partitioning::polled);
        runner = new CycleRunner(services, () -> plan.world().settings().polls());
        SlotLedger ledgers = new SlotLedgers(List.of(statistics, completeness.ledger(), progress));
        timetable = new Timetable(timer, runner, delays, ledgers, partitioning);
    }

    /**
     * Those outside that polls depend on.
     *
     * @param names who knows users and projects by name now
     * @param partitioner who shares out the work among agents now
     */
    public record Neighbours(Supplier<Optional<NamesPlugin>> names, Supplier<Optional<Partitioner>> partitioner) {

        /** There are none. */
        public static final Neighbours NONE = new Neighbours(Optional::empty, Optional::empty);
    }

    /** Follows a new world by its difference from the old one. */
    public synchronized void follow(World world) {
        if (runner.isStopped()) {
            return;
        }
        Plan next = Plan.of(world);
        forget(next);
        plan = next;
        Settings settings = world.settings();
        pipeline.follow(settings.publishers(), world.publishersByName(), settings.store());
        keepWhatIsNeeded(next);
        if (scheduling) {
            // After the journal was opened, which tells of slots of an earlier life.
            completeness.follow(next.schedule(), gaps(settings));
            timetable.apply(next.schedule());
        }
        progress.look();
    }

    /** Whether the work is to be shared out among agents, also as long as nobody is there who does it. */
    public void expectPartitioner(boolean wanted) {
        partitioning.expect(wanted);
        shareChanged();
    }

    /** The agents have agreed anew, or somebody is there, or gone, through whom they agree. */
    public void shareChanged() {
        timetable.shareChanged();
        progress.look();
    }

    private static GapSettings gaps(Settings settings) {
        PollSettings polls = settings.polls();
        return new GapSettings(settings.gaps(), polls.batchSize(), polls.sampleSource());
    }

    /** Begins to leave signs of life for the next agent, and to publish gaps where that is wanted. */
    public void keepAccount() {
        completeness.start(timetable::tasks, pipeline, workers);
        progress.start();
    }

    /** Has it poll nothing by itself, for a process of dry runs alone. To be called before the first world. */
    public void scheduleNothing() {
        scheduling = false;
    }

    private void forget(Plan next) {
        PollsterSelection pollsters = next.world().pollsters();
        services.memory()
                .blacklist()
                .retain(next.world().sources(), pollsters.chosen().values());
        Set<AssignmentName> names = next.schedule()
                .assignments()
                .map(assignment -> assignment.name())
                .collect(toSet());
        services.memory().log().retain(names, next.neededDiscoveries());
        services.memory().quarantine().retain(names);
        services.memory().needs().retain(pollsters.chosen().keySet());
        Stream<Statistics.Who> present = Stream.concat(
                pollsters.chosen().values().stream().map(Statistics.Who::of),
                next.world().discoveries().stream().map(Statistics.Who::of));
        Set<String> sources = next.world().sources().stream().map(Source::name).collect(toSet());
        statistics.bound(present.collect(toSet()), sources, REMEMBERED_PLUGINS);
    }

    private static void keepWhatIsNeeded(Plan next) {
        Set<PollsterPlugin> active = next.activePollsters();
        next.world().pollsters().chosen().values().forEach(pollster -> pollster.access()
                .keep(active.contains(pollster)));
        next.world().pollsters().others().forEach(other -> other.plugin()
                .access()
                .keep(false));
        Set<DiscoveryPlugin> needed = next.neededDiscoveries().stream()
                .map(url -> next.discoveries().get(url.name()))
                .filter(Objects::nonNull)
                .collect(toSet());
        next.world().discoveries().forEach(discovery -> discovery.access().keep(needed.contains(discovery)));
    }

    /** Starts no further cycle and no further poll. */
    public synchronized void stop() {
        completeness.stop();
        timetable.stop();
        runner.stop();
    }

    /** Lets publishers take what waits, within a bound. To be called when no poll runs any more. */
    public void close() {
        completeness.finish();
        progress.stop();
        pipeline.close();
        completeness.close();
    }

    /** Lifts blacklistings, so that the next cycle tries again. */
    public int clearBlacklist(Predicate<Blacklist.Entry> which) {
        return services.memory().blacklist().clear(which);
    }

    /** What of the configuration and of polling.yaml is not done. */
    public Stream<HealthReport> health() {
        return Stream.of(tooMuch(), missingNames(), partitioning.health()).flatMap(reports -> reports);
    }

    private Stream<HealthReport> missingNames() {
        return plan.world().settings().polls().names() && services.names().lacksSomebody()
                ? Stream.of(HealthReport.waiting(
                        "names",
                        "identity.name.discovery needs a cloud; until then samples have no names but those that their"
                                + " discoveries know",
                        "write the credentials into etc/io.nephoscope.connector.openstack.cfg, or set it to false"))
                : Stream.empty();
    }

    private Stream<HealthReport> tooMuch() {
        long leftOut = plan.schedule().leftOut();
        return leftOut == 0
                ? Stream.empty()
                : Stream.of(HealthReport.failed(
                        "schedule",
                        "%,d pairs of a source and a pollster are not polled: the sources of polling.yaml ask for %,d,"
                                        .formatted(leftOut, leftOut + Schedule.MOST)
                                + " and the first %,d are taken".formatted(Schedule.MOST),
                        "name fewer meters, or put resources that are polled alike into one source"));
    }

    /** What became of all slots. */
    public CompletenessLedger ledger() {
        return completeness.ledger();
    }

    Plan plan() {
        return plan;
    }

    CycleServices services() {
        return services;
    }

    Statistics statistics() {
        return statistics;
    }

    Timetable timetable() {
        return timetable;
    }

    /** Where samples go. */
    public Pipeline pipeline() {
        return pipeline;
    }
}
