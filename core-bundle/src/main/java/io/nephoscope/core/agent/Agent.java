package io.nephoscope.core.agent;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.core.completeness.Completeness;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.registry.Changes;
import io.nephoscope.core.registry.DiscoveryRegistry;
import io.nephoscope.core.registry.HealthReporters;
import io.nephoscope.core.registry.NamesRegistry;
import io.nephoscope.core.registry.PartitionerRegistry;
import io.nephoscope.core.registry.PluginCalls;
import io.nephoscope.core.registry.PollsterRegistry;
import io.nephoscope.core.registry.PollsterSelection;
import io.nephoscope.core.registry.PublisherRegistry;
import io.nephoscope.core.runtime.DryRuns;
import io.nephoscope.core.runtime.Engine;
import io.nephoscope.core.runtime.Settings;
import io.nephoscope.core.runtime.Snapshot;
import io.nephoscope.core.runtime.World;
import io.nephoscope.core.schedule.Delays;
import io.nephoscope.core.schedule.SystemTimer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Brings together what changes while the agent runs: polling.yaml, plugins and configuration. */
@Component(
        service = Agent.class,
        immediate = true,
        configurationPid = Agent.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE) // It follows its configuration by itself.
@Designate(ocd = CoreConfig.class)
public final class Agent {

    static final String PID = "io.nephoscope.core";

    /** Framework property: the folder of the configuration. */
    private static final String ETC = "nephoscope.etc";

    /** Framework property: whether this process polls and publishes nothing by itself, but makes one dry run. */
    private static final String TRIAL = "nephoscope.trial";

    /** Framework property: the folder of the agent's own files. */
    private static final String VAR = "nephoscope.var";

    private static final long GRACE_MILLIS = 1_000;
    private static final long AFTER_INTERRUPT_MILLIS = 300;

    private final SettingsReader reader;
    private final BundleContext context;
    private final Inputs inputs;
    private final Machine machine;
    private final RuntimeView view;
    private final boolean trial;
    private final Announcements announcements;
    private final Coalescer rebuild;
    private volatile Configured configured;

    /** Whence the world is made. */
    private record Inputs(
            PollingDefinition definition,
            PollsterRegistry pollsters,
            DiscoveryRegistry discoveries,
            PublisherRegistry publishers,
            PluginCalls calls) {

        Stream<Changes> changes() {
            return Stream.of(definition.changes(), pollsters.changes(), discoveries.changes(), publishers.changes());
        }
    }

    /** The configuration, and which values of it were refused. */
    private record Configured(Settings settings, List<String> refused, List<String> warnings) {}

    /** What runs. */
    private record Machine(SystemTimer timer, Workers workers, Engine engine) {

        /** @param folder of the agent's own files; empty if it is to leave no trace */
        static Machine start(PluginThreads threads, Engine.Neighbours neighbours, Optional<Path> folder) {
            SystemTimer timer = new SystemTimer();
            Workers workers = new Workers();
            Completeness completeness =
                    folder.map(path -> Completeness.in(path, timer)).orElseGet(() -> Completeness.inMemory(timer));
            return new Machine(
                    timer, workers, new Engine(timer, workers, Delays.RANDOM, threads, neighbours, completeness));
        }
    }

    @Activate
    public Agent(
            BundleContext context,
            @Reference PollingDefinition definition,
            @Reference PollsterRegistry pollsters,
            @Reference DiscoveryRegistry discoveries,
            @Reference PublisherRegistry publishers,
            @Reference NamesRegistry names,
            @Reference PartitionerRegistry partitioners,
            @Reference PluginCalls calls,
            @Reference HealthReporters reporters,
            @Reference ConfigurationFollower configurations) {
        this.context = context;
        Path folder = Path.of(Optional.ofNullable(context.getProperty(VAR)).orElse("var"));
        this.reader = new SettingsReader(folder);
        this.inputs = new Inputs(definition, pollsters, discoveries, publishers, calls);
        Map<String, Object> properties = configurations.read(PID);
        this.configured = read(properties);
        this.trial = Boolean.parseBoolean(context.getProperty(TRIAL));
        Engine.Neighbours neighbours = new Engine.Neighbours(names::names, partitioners::partitioner);
        this.machine = Machine.start(calls.threads(), neighbours, trial ? Optional.empty() : Optional.of(folder));
        if (trial) {
            machine.engine().scheduleNothing();
        } else {
            machine.engine().keepAccount();
            share(partitioners, configurations);
        }
        this.announcements = new Announcements(definition, pollingFile());
        this.rebuild = new Coalescer(machine.timer(), machine.workers()::executeBeyondBound, this::rebuild);
        this.view = new RuntimeView(context, machine.engine(), definition, new RuntimeView.Health(health(), reporters));
        inputs.changes().forEach(changes -> changes.listen(rebuild::request));
        rebuild.request();
        configurations.follow(PID, properties, this::modified);
    }

    private void share(PartitionerRegistry partitioners, ConfigurationFollower configurations) {
        String etc = context.getProperty(ETC);
        machine.engine().expectPartitioner(etc != null && CoordinationWish.in(Path.of(etc)));
        partitioners.changes().listen(machine.engine()::shareChanged);
        configurations.follow(CoordinationWish.PID, Map.of(), written -> machine.engine()
                .expectPartitioner(CoordinationWish.of(written)));
    }

    private void modified(Map<String, Object> properties) {
        configured = read(properties);
        inputs.definition().changes().fire();
    }

    private Configured read(Map<String, ?> properties) {
        Optional<String> namespaces = Optional.ofNullable(context.getProperty("nephoscope.polling.namespaces"));
        Settings settings = reader.read(properties, namespaces.filter(text -> !text.isBlank()));
        return new Configured(settings, reader.refused(), reader.warnings());
    }

    private CoreHealth health() {
        return new CoreHealth(
                inputs.definition(),
                pollingFile(),
                List.of(
                        this::configurationProblems,
                        this::failedRebuild,
                        machine.engine()::health,
                        inputs.calls()::health,
                        inputs.pollsters()::health,
                        inputs.discoveries()::health,
                        inputs.publishers()::health,
                        machine.engine().pipeline()::health));
    }

    private Stream<HealthReport> configurationProblems() {
        Stream<HealthReport> refused = configured.refused().stream()
                .map(reason -> HealthReport.failed("configuration", reason, "mend the file; it is read at once"));
        return Stream.concat(
                refused, configured.warnings().stream().map(warning -> HealthReport.ok("configuration", warning)));
    }

    private Stream<HealthReport> failedRebuild() {
        String failure = rebuild.failure();
        return failure.isEmpty()
                ? Stream.empty()
                : Stream.of(HealthReport.failed(
                        "schedule",
                        "the schedule could not be rebuilt, the one before stays: " + failure,
                        "it is tried again; report it with the error in the log"));
    }

    private void rebuild() {
        Settings now = trial ? configured.settings().withoutPublishers() : configured.settings();
        machine.engine()
                .follow(new World(
                        inputs.definition().state().sources(),
                        PollsterSelection.of(inputs.pollsters().offers(), now.namespaces()),
                        inputs.discoveries().discoveries(),
                        inputs.publishers().publishers(),
                        now));
        machine.workers().renew();
        announcements.tell(Snapshot.withoutPublishers(machine.engine()), now.publishers());
        view.changed();
    }

    /** Where polling.yaml is to be. */
    String pollingFile() {
        String file = context.getProperty("nephoscope.polling.file");
        return file == null ? "etc/polling.yaml" : file;
    }

    Engine engine() {
        return machine.engine();
    }

    DryRuns dryRuns() {
        return new DryRuns(machine.engine(), machine.timer(), machine.workers());
    }

    RuntimeView view() {
        return view;
    }

    /** Polls in flight may end, then publishers may take what waits; both within a bound. */
    @Deactivate
    void deactivate() throws InterruptedException {
        inputs.changes().forEach(changes -> changes.listen(() -> {}));
        machine.engine().stop();
        machine.workers().stop(GRACE_MILLIS, AFTER_INTERRUPT_MILLIS);
        machine.engine().close();
        machine.timer().close();
        view.unregister();
    }
}
