package io.nephoscope.core.agent;

import io.nephoscope.core.registry.Census;
import io.nephoscope.core.registry.DiscoveryRegistry;
import io.nephoscope.core.registry.PollsterRegistry;
import io.nephoscope.core.registry.PublisherRegistry;
import io.nephoscope.core.runtime.Engine;
import io.nephoscope.core.runtime.Settings;
import io.nephoscope.core.runtime.World;
import io.nephoscope.core.schedule.Delays;
import io.nephoscope.core.schedule.SystemTimer;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Brings together what changes while the agent runs: polling.yaml, plugins and configuration. */
@Component(service = Agent.class, immediate = true, configurationPid = Agent.PID)
@Designate(ocd = CoreConfig.class)
public final class Agent {

    static final String PID = "io.nephoscope.core";

    private static final long GRACE_MILLIS = 1_000;
    private static final long AFTER_INTERRUPT_MILLIS = 300;

    private final Inputs inputs;
    private final SystemTimer timer = new SystemTimer();
    private final Workers workers = new Workers();
    private final Engine engine = new Engine(timer, workers, Delays.RANDOM);
    private final Coalescer rebuild = new Coalescer(timer, workers, this::rebuild);
    private volatile Settings settings;

    /** Whence the world is made. */
    private record Inputs(
            BundleContext context,
            PollingDefinition definition,
            PollsterRegistry pollsters,
            DiscoveryRegistry discoveries,
            PublisherRegistry publishers) {}

    @Activate
    public Agent(
            BundleContext context,
            @Reference PollingDefinition definition,
            @Reference PollsterRegistry pollsters,
            @Reference DiscoveryRegistry discoveries,
            @Reference PublisherRegistry publishers,
            CoreConfig config) {
        inputs = new Inputs(context, definition, pollsters, discoveries, publishers);
        settings = read(config);
        definition.changes().listen(rebuild::request);
        pollsters.changes().listen(rebuild::request);
        discoveries.changes().listen(rebuild::request);
        publishers.changes().listen(rebuild::request);
        rebuild.request();
    }

    @Modified
    void modified(CoreConfig config) {
        settings = read(config);
        rebuild.request();
    }

    private Settings read(CoreConfig config) {
        Optional<String> namespaces =
                Optional.ofNullable(inputs.context().getProperty("nephoscope.polling.namespaces"));
        return SettingsReader.read(config, namespaces.filter(text -> !text.isBlank()));
    }

    private void rebuild() {
        Settings now = settings;
        engine.follow(new World(
                inputs.definition().state().sources(),
                Census.of(inputs.pollsters().pollsters(), now.namespaces()),
                inputs.discoveries().discoveries(),
                inputs.publishers().publishers(),
                now));
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        engine.stop();
        workers.stop(GRACE_MILLIS, AFTER_INTERRUPT_MILLIS);
        engine.close();
        timer.close();
    }
}
