package io.nephoscope.coordination;

import static java.util.stream.Collectors.toMap;

import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.partition.Partitioner;
import io.nephoscope.api.runtime.PartitionControl;
import io.nephoscope.api.runtime.PartitionReport;
import io.nephoscope.api.runtime.dto.PartitionsDTO;
import io.nephoscope.api.runtime.dto.ResourceOwnerDTO;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.KeyValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Offers a {@link Partitioner} while something is configured, and tells the operator how it fares. It asks ConfigAdmin
 * itself: the settings of a component would be shown, secrets among them, as its properties.
 *
 * <p>The partitioner is there as soon as it is known that this agent is not alone: before it can be known what it polls.
 */
@Component(
        service = {ManagedService.class, HealthReporter.class, PartitionReport.class, PartitionControl.class},
        configurationPid = PartitionCoordinator.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        immediate = true,
        property = "service.pid=" + PartitionCoordinator.PID)
@Designate(ocd = CoordinationConfig.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.nephoscope.api.partition.Partitioner\"",
        effective = "active")
public final class PartitionCoordinator implements ManagedService, HealthReporter, PartitionReport, PartitionControl {

    static final String PID = "io.nephoscope.coordination";

    private static final String SUBJECT = "coordination configuration";
    private static final String VAR = "nephoscope.var";
    private static final String TRIAL = "nephoscope.trial";
    private static final String CHANGECOUNT = "service.changecount";

    private final BundleContext context;
    private final CoordinationEngines engines;
    private final AgentFacts facts;
    private final boolean isTrial;
    private final Configuration configuration = CoordinationSettings.configuration(PID);
    private volatile List<HealthReport> complaints = List.of();
    private volatile @Nullable Running running;

    // Guarded by this.
    private @Nullable CoordinationSettings settings;
    private @Nullable Offer offer;
    private boolean isStopped;

    /** The member that runs. */
    private record Running(MemberLoop loop, CoordinationSettings settings, BackendUrl backend, String group) {

        boolean isOf(CoordinationSettings others, String otherGroup) {
            return settings.equals(others) && group.equals(otherGroup);
        }
    }

    /** What the agent asks, as a service. */
    private static final class Offer {

        private final SharedPartitioner partitioner = new SharedPartitioner();
        private final ServiceRegistration<Partitioner> registration;
        private long changes;

        Offer(BundleContext context) {
            registration = context.registerService(Partitioner.class, partitioner, properties(0));
        }

        /** Called by the thread of the member. */
        synchronized void changed() {
            registration.setProperties(properties(++changes));
        }

        @SuppressWarnings("JdkObsolete") // the framework wants dictionaries
        private static Dictionary<String, Object> properties(long changes) {
            return new Hashtable<>(Map.of(CHANGECOUNT, changes));
        }
    }

    /** Reads its configuration at once: ConfigAdmin would tell it later, when the core may poll already. */
    @Activate
    public PartitionCoordinator(
            BundleContext context,
            @Reference CoordinationEngines engines,
            @Reference AgentFacts facts,
            @Reference ConfigurationAdmin admin) {
        this(context, engines, facts);
        updated(configured(admin));
    }

    PartitionCoordinator(BundleContext context, CoordinationEngines engines, AgentFacts facts) {
        this.context = context;
        this.engines = engines;
        this.facts = facts;
        this.isTrial = Boolean.parseBoolean(context.getProperty(TRIAL));
        engines.listen(
                () -> Optional.ofNullable(running).ifPresent(now -> now.loop().wake()),
                engine ->
                        Optional.ofNullable(running).ifPresent(now -> now.loop().release(engine)));
        facts.listen(this::follow);
    }

    private static @Nullable Dictionary<String, ?> configured(ConfigurationAdmin admin) {
        try {
            org.osgi.service.cm.Configuration @Nullable [] found =
                    admin.listConfigurations("(" + Constants.SERVICE_PID + "=" + PID + ")");
            return found == null ? null : found[0].getProperties();
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("the configuration cannot be read", e);
        }
    }

    @Override
    @SuppressWarnings("JdkObsolete") // ConfigAdmin hands over dictionaries
    public synchronized void updated(@Nullable Dictionary<String, ?> properties) {
        Map<String, ?> given = properties == null
                ? Map.of()
                : Collections.list(properties.keys()).stream().collect(toMap(key -> key, properties::get));
        KeyValues values = configuration.read(given);
        boolean usable = configuration.lacking().isEmpty();
        complaints = complaints();
        CoordinationSettings next = CoordinationSettings.of(values, usable);
        boolean wanted = !usable || next.backend().isPresent();
        settings = wanted ? next : null;
        follow();
    }

    private List<HealthReport> complaints() {
        List<HealthReport> reports = new ArrayList<>();
        configuration
                .refused()
                .forEach(each -> reports.add(HealthReport.failed(SUBJECT, each, "correct etc/" + PID + ".cfg")));
        configuration.warnings().forEach(each -> reports.add(HealthReport.ok(SUBJECT, each)));
        return reports;
    }

    /** Has the member run that settings and namespaces ask for, if any. */
    private synchronized void follow() {
        CoordinationSettings wanted = isStopped || isTrial ? null : settings;
        if (wanted == null) {
            facts.rest();
            end();
            withdraw();
            return;
        }
        facts.follow();
        Offer shown = offer == null ? new Offer(context) : offer;
        offer = shown;
        String group = wanted.group().of(facts.namespaces()).orElse("");
        Running now = running;
        if (now != null && now.isOf(wanted, group)) {
            return;
        }
        end();
        BackendUrl backend = wanted.backend().orElse(null);
        CoordinationTarget target = wanted.target(group).orElse(null);
        if (!group.isEmpty() && backend != null && target != null) {
            MemberLoop loop = new MemberLoop(wanted, target, shown.partitioner, surroundings(target, group, shown));
            running = new Running(loop, wanted, backend, group);
        }
    }

    private MemberLoop.Surroundings surroundings(CoordinationTarget target, String group, Offer shown) {
        Path folder = Path.of(Optional.ofNullable(context.getProperty(VAR)).orElse("var"))
                .resolve("coordination")
                .resolve(group);
        return new MemberLoop.Surroundings(
                folder, () -> engines.of(target.scheme()), facts::polling, shown::changed, new SystemTime());
    }

    private void end() {
        Running last = running;
        running = null;
        if (last != null) {
            last.loop().close();
        }
    }

    private void withdraw() {
        if (offer != null) {
            offer.registration.unregister();
            offer = null;
        }
    }

    /** Leaves the member to its session: whoever is back within that time has lost nothing. */
    @Deactivate
    public void stop() {
        engines.listen(() -> {}, engine -> {});
        facts.listen(() -> {});
        synchronized (this) {
            isStopped = true;
            follow();
        }
    }

    // ------------------------------------------------------------------ what is asked

    @Override
    public Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>(complaints);
        Running now = running;
        if (now != null) {
            reports.addAll(new CoordinationHealth(now.settings(), now.backend(), engines)
                    .of(now.loop().state(), now.loop().notSaved()));
        }
        return reports;
    }

    @Override
    public PartitionsDTO partitions() {
        Running now = running;
        if (now == null) {
            return idle();
        }
        PartitionsDTO view = PartitionsView.of(now.loop().state(), now.loop().history(), Instant.now());
        view.backend = now.backend().toString();
        view.group = now.group();
        return view;
    }

    private synchronized PartitionsDTO idle() {
        PartitionsDTO view = new PartitionsDTO();
        if (offer != null) {
            view.mode = "slots";
            view.problem = "it is not known yet with whom to share, so nothing that is shared out is polled";
        }
        return view;
    }

    @Override
    public List<ResourceOwnerDTO> owners(String resource, Optional<String> group) {
        Running now = running;
        Offer shown;
        synchronized (this) {
            shown = offer;
        }
        if (now == null || shown == null) {
            return List.of();
        }
        Collection<String> groups = group.<Collection<String>>map(List::of).orElseGet(() -> shown.partitioner.groups());
        return groups.stream()
                .map(each -> PartitionsView.owner(now.loop().state(), each, resource, Instant.now()))
                .toList();
    }

    @Override
    public void leave() {
        Optional.ofNullable(running).ifPresent(now -> now.loop().leave());
    }

    @Override
    public void comeBack() {
        Optional.ofNullable(running).ifPresent(now -> now.loop().comeBack());
    }
}
