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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
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

    private final BundleContext context;
    private final CoordinationEngines engines;
    private final AgentFacts facts;
    private final boolean isTrial;
    private final Configuration configuration = CoordinationSettings.configuration(PID);
    private volatile List<HealthReport> complaints = List.of();
    private volatile @Nullable Running running;
    private volatile @Nullable ToozMember tooz;

    // Guarded by this.
    private @Nullable CoordinationSettings settings;
    private @Nullable SharedPartitioner shared;
    private @Nullable PartitionerOffer offer;
    private boolean isStopped;

    /** The member that runs. */
    private record Running(MemberLoop loop, CoordinationSettings settings, BackendUrl backend, String group) {

        boolean isOf(CoordinationSettings others, String otherGroup) {
            return settings.equals(others) && group.equals(otherGroup);
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
        engines.listen(this::enginesChanged, engine -> Optional.ofNullable(running)
                .ifPresent(now -> now.loop().release(engine)));
        facts.listen(this::follow);
    }

    private void enginesChanged() {
        Optional.ofNullable(running).ifPresent(now -> now.loop().wake());
        Optional.ofNullable(tooz).ifPresent(ToozMember::look);
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
        String group = wanted.group().of(facts.namespaces()).orElse("");
        if (wanted.partitioning() == Partitioning.TOOZ) {
            end();
            followTooz(wanted, group);
        } else {
            followSlots(wanted, group);
        }
    }

    private void followSlots(CoordinationSettings wanted, String group) {
        if (tooz != null) {
            withdraw();
        }
        SharedPartitioner partitioner = shared == null ? new SharedPartitioner() : shared;
        PartitionerOffer shown = offer == null ? new PartitionerOffer(context, partitioner) : offer;
        shared = partitioner;
        offer = shown;
        Running now = running;
        if (now != null && now.isOf(wanted, group)) {
            return;
        }
        end();
        BackendUrl backend = wanted.backend().orElse(null);
        CoordinationTarget target = wanted.target(group).orElse(null);
        if (!group.isEmpty() && backend != null && target != null) {
            MemberLoop loop = new MemberLoop(wanted, target, partitioner, surroundings(target, group, shown));
            running = new Running(loop, wanted, backend, group);
        }
    }

    /** The configuration has changed, or it is known by now what namespaces there are: then all begins anew. */
    private void followTooz(CoordinationSettings wanted, String group) {
        CoordinationTarget target = wanted.toozTarget().orElse(null);
        ToozMember now = tooz;
        if (target == null || group.isEmpty() || (now != null && now.isOf(target, group))) {
            return;
        }
        withdraw();
        ToozMember member = new ToozMember(target, group, () -> engines.groups(target.scheme()), this::toozChanged);
        tooz = member;
        offer = new PartitionerOffer(context, member.partitioner());
    }

    private void toozChanged() {
        PartitionerOffer shown;
        synchronized (this) {
            shown = offer;
        }
        if (shown != null) {
            shown.changed();
        }
    }

    private MemberLoop.Surroundings surroundings(CoordinationTarget target, String group, PartitionerOffer shown) {
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
            offer.withdraw();
            offer = null;
        }
        shared = null;
        ToozMember last = tooz;
        tooz = null;
        if (last != null) {
            last.close();
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
        Optional.ofNullable(tooz).ifPresent(member -> reports.add(member.health()));
        return reports;
    }

    @Override
    public PartitionsDTO partitions() {
        Running now = running;
        ToozMember member = tooz;
        if (now == null) {
            return member == null ? idle() : member.view();
        }
        PartitionsDTO view = PartitionsView.of(now.loop().state(), now.loop().history(), Instant.now());
        view.backend = now.backend().toString();
        view.group = now.group();
        PartitionsView.tell(now.loop().costs().known(), now.loop().state(), view);
        now.loop().lists().ifPresent(lists -> PartitionsView.tell(lists.counts(), view));
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
        ToozMember member = tooz;
        SharedPartitioner partitioner;
        synchronized (this) {
            partitioner = shared;
        }
        if (member != null) {
            return member.owners(resource, group);
        }
        if (now == null || partitioner == null) {
            return List.of();
        }
        Collection<String> groups = group.<Collection<String>>map(List::of).orElseGet(partitioner::groups);
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
