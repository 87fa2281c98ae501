package io.nephoscope.pollsters.dynamic;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nephoscope.api.files.TextFileListener;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.pollsters.dynamic.definition.Definition;
import io.nephoscope.pollsters.dynamic.definition.DefinitionFile;
import io.nephoscope.pollsters.dynamic.definition.DefinitionFolders;
import io.nephoscope.pollsters.dynamic.definition.DefinitionFolders.All;
import io.nephoscope.pollsters.dynamic.definition.DefinitionFolders.Finding;
import io.nephoscope.pollsters.dynamic.definition.DefinitionFolders.Placed;
import io.nephoscope.pollsters.dynamic.request.LiveRequester;
import io.nephoscope.pollsters.dynamic.request.WebClient;
import io.nephoscope.pollsters.dynamic.sampling.DynamicPollster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contributes a pollster for each definition of the followed folders. What a change leaves as it was stays the same pollster,
 * and so keeps its due time. Thread-safe.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = DynamicConfiguration.PID)
@Designate(ocd = DynamicConfiguration.Config.class)
public final class DynamicPollsters implements PollsterBuilder, HealthReporter, TextFileListener {

    private static final String SUFFIX_OF_FILES = ".yaml";
    private static final String CHANGE_COUNT = "service.changecount";
    private static final Logger LOG = LoggerFactory.getLogger(DynamicPollsters.class);

    private final Path etc;
    private final DynamicConfiguration configuration;
    private final DefinitionFolders folders = new DefinitionFolders();
    private final ServiceRegistration<?> builder;
    private final ServiceRegistration<?> listener;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable Cloud cloud;

    private volatile List<PollsterDefinition> offered = List.of();
    /** The names of pollsters by their first request. */
    private volatile Map<Object, Set<String>> peers = Map.of();

    // Under the lock of this object.
    private Map<String, Made> made = new LinkedHashMap<>();
    private Set<String> told = Set.of();
    private WebClient web;
    private DynamicPollster.Means means;
    private DynamicConfiguration.DefinitionLimits limits;
    private long changes;

    /** A pollster, and what it was made of. */
    private record Made(
            Object written, DynamicPollster.Means means, DynamicPollster pollster, PollsterDefinition offer) {}

    @Activate
    public DynamicPollsters(BundleContext context, Map<String, Object> properties) {
        etc = Path.of(context.getProperty("nephoscope.etc"));
        configuration = new DynamicConfiguration(properties);
        limits = configuration.limits();
        web = new WebClient(configuration.http());
        means = means(limits, web);
        folders.order(paths());
        builder = context.registerService(
                new String[] {PollsterBuilder.class.getName(), HealthReporter.class.getName()},
                this,
                FrameworkUtil.asDictionary(Map.of(CHANGE_COUNT, 0L)));
        // Last: whoever follows files tells of them at once.
        listener = context.registerService(TextFileListener.class.getName(), this, FrameworkUtil.asDictionary(files()));
    }

    private DynamicPollster.Means means(DynamicConfiguration.DefinitionLimits now, WebClient client) {
        return new DynamicPollster.Means(
                new LiveRequester(() -> Optional.ofNullable(cloud), client, now.runsCommands()),
                () -> Optional.ofNullable(cloud),
                definition -> peers.getOrDefault(definition.firstRequest(), Set.of()),
                now.mostPages(),
                now.mostBytes());
    }

    private List<Path> paths() {
        return configuration.dirs().stream()
                .map(etc::resolve)
                .map(Path::normalize)
                .distinct()
                .toList();
    }

    private Map<String, Object> files() {
        return Map.of(
                TextFileListener.PATH,
                configuration.dirs().toArray(String[]::new),
                TextFileListener.SUFFIX,
                SUFFIX_OF_FILES,
                TextFileListener.OPTIONAL,
                configuration.hasUsualDirs());
    }

    @Modified
    void modified(Map<String, Object> properties) {
        WebClient before;
        synchronized (this) {
            configuration.read(properties);
            before = web;
            limits = configuration.limits();
            web = new WebClient(configuration.http());
            means = means(limits, web);
        }
        folders.order(paths());
        listener.setProperties(FrameworkUtil.asDictionary(files()));
        offer();
        before.close();
    }

    @Deactivate
    void stop() {
        listener.unregister();
        builder.unregister();
        synchronized (this) {
            web.close();
        }
    }

    @Override
    public void changed(Path file, String text, boolean settled) {
        DefinitionFile read = DefinitionFile.read(text);
        if (!settled && !read.errors().isEmpty()) {
            return;
        }
        folders.put(file, read);
        offer();
    }

    @Override
    public void gone(Path file) {
        folders.remove(file);
        offer();
    }

    /** Makes what is new, keeps what is not, and has the agent ask. */
    private void offer() {
        long count;
        synchronized (this) {
            All all = folders.all();
            Map<String, Made> now = new LinkedHashMap<>();
            all.definitions().forEach((name, placed) -> now.put(name, make(placed, made.get(name))));
            peers = all.definitions().values().stream()
                    .map(placed -> placed.item().definition())
                    .collect(groupingBy(Definition::firstRequest, mapping(Definition::name, toUnmodifiableSet())));
            tell();
            List<PollsterDefinition> offers =
                    now.values().stream().map(Made::offer).toList();
            made = now;
            if (offers.equals(offered)) {
                return;
            }
            offered = offers;
            count = ++changes;
        }
        LOG.info("{} dynamic pollsters are defined", offered.size());
        builder.setProperties(FrameworkUtil.asDictionary(Map.of(CHANGE_COUNT, count)));
    }

    /** The place has no line: a definition that only moved would be another. */
    private Made make(Placed placed, @Nullable Made before) {
        Object written = placed.item().written();
        String provenance = placed.file().toString();
        if (before != null
                && before.written().equals(written)
                && before.means().equals(means)
                && before.offer().provenance().equals(provenance)) {
            return before;
        }
        DynamicPollster pollster = new DynamicPollster(placed.item().definition(), means);
        PollsterDefinition offer = PollsterDefinition.named(
                        placed.item().definition().name())
                .namespaces(placed.item().definition().namespaces())
                .discovery(placed.item().definition().origin().discovery())
                .provenance(provenance)
                .resourcePollster(pollster);
        return new Made(written, means, pollster, offer);
    }

    /** Logs what was not logged before. */
    private void tell() {
        Set<String> now = new HashSet<>();
        for (Finding finding : folders.findings()) {
            now.add(finding.text());
            if (!told.contains(finding.text())) {
                if (finding.isError()) {
                    LOG.error("{}; the definition is as it was before, or not polled", finding.text());
                } else {
                    LOG.warn("{}", finding.text());
                }
            }
        }
        told = now;
    }

    @Override
    public Collection<PollsterDefinition> pollsters() {
        return offered;
    }

    @Override
    public Collection<HealthReport> health() {
        List<HealthReport> reports = new ArrayList<>(configuration.health());
        for (Finding finding : folders.findings()) {
            reports.add(
                    finding.isError()
                            ? HealthReport.failed(
                                    finding.file().toString(),
                                    finding.place(),
                                    "mend the definition; it is read at once")
                            : HealthReport.ok(finding.file().toString(), finding.place()));
        }
        folders.all()
                .shadowed()
                .forEach(each -> reports.add(HealthReport.ok(
                        each.definition().item().definition().name(),
                        each.definition().place() + " is shadowed by the definition of the same name in "
                                + each.by().place())));
        Map<String, Made> now;
        synchronized (this) {
            now = Map.copyOf(made);
        }
        now.forEach((name, each) ->
                each.pollster().remarks().forEach(remark -> reports.add(HealthReport.ok(name, remark))));
        return reports;
    }
}
