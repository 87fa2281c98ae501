package io.nephoscope.benchmarks.cost;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.core.cycle.CycleListener;
import io.nephoscope.core.cycle.CycleRunner;
import io.nephoscope.core.cycle.CycleServices;
import io.nephoscope.core.cycle.PollSettings;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.Origin;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.core.plugin.PollsterAccess;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.plugin.PublisherPlugin;
import io.nephoscope.core.publish.BatchListener;
import io.nephoscope.core.publish.Pipeline;
import io.nephoscope.core.publish.StoreSettings;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.CycleRequest;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.schedule.Schedule;
import io.nephoscope.core.schedule.Slot;
import io.nephoscope.core.schedule.SlotLedger;
import io.nephoscope.core.schedule.SystemTimer;
import io.nephoscope.core.source.MeterFilter;
import io.nephoscope.core.source.Source;
import io.nephoscope.core.source.Timing;
import io.nephoscope.discovery.LocalInstances;
import io.nephoscope.journal.JournalLimits;
import io.nephoscope.journal.RoutedBatch;
import io.nephoscope.pollsters.compute.ComputePollsters;
import io.nephoscope.support.retry.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** The agent's own parts, wired as in the container, with a cycle begun whenever one is wanted. */
final class AgentInside implements SlotLedger, AutoCloseable {

    /** The names of the threads that no span covers as a whole. */
    static final String PUBLISHER_THREAD = "nephoscope-publisher-amqp";

    static final String SOCKET_THREAD = "libvirt-rpc";

    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Origin ORIGIN = new Origin("benchmark", "0", "0");
    private static final Set<String> NAMESPACES = Set.of("compute");
    /** Nothing may be dropped, however much faster pollsters are than the encoder. */
    private static final StoreSettings IN_MEMORY = new StoreSettings(
            StoreSettings.Kind.MEMORY,
            Path.of(""),
            new JournalLimits(Long.MAX_VALUE, Long.MAX_VALUE),
            Duration.ZERO,
            StoreSettings.WhenFull.DROP_OLDEST,
            Duration.ofMillis(50),
            Set.of());

    private final Ledger ledger;
    private final Bodies bodies;
    private final Pipeline pipeline = new Pipeline(new PluginThreads(System::nanoTime), BatchListener.NONE);
    private final SystemTimer timer = new SystemTimer();
    private final CycleRunner runner;
    private final List<Assignment> assignments;
    private final AtomicLong emitted = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    AgentInside(Hypervisor hypervisor, Ledger ledger) {
        this.ledger = ledger;
        bodies = new Bodies(ledger);
        Hypervisor measured = MeasuredHypervisor.of(hypervisor, ledger);
        DiscoveryPlugin discovery = discovery(new LocalInstances(measured, "compute-1", Duration.ofHours(1)));
        Map<String, DiscoveryPlugin> discoveries = Map.of(discovery.name(), discovery);
        runner = new CycleRunner(
                new CycleServices(
                        timer,
                        this::work,
                        () -> discoveries,
                        this::accept,
                        CycleServices.Memory.empty(),
                        CycleListener.NONE),
                () -> new PollSettings(
                        4, 50, "openstack", Backoff.exact(Duration.ZERO, Duration.ZERO), PollSettings.Bounds.STANDARD));
        assignments = everyMeter(measured);
        PublisherPlugin publisher = new PublisherPlugin("amqp", ORIGIN, new Fixed<>(bodies));
        pipeline.follow(List.of("amqp"), Map.of("amqp", publisher), IN_MEMORY);
    }

    Bodies bodies() {
        return bodies;
    }

    /** Runs one cycle, until the last of its samples is in a body. */
    void cycle() throws InterruptedException, TimeoutException {
        CountDownLatch done = new CountDownLatch(1);
        List<Slot> slots = assignments.stream()
                .map(assignment -> Slot.open(assignment, timer.now(), this))
                .toList();
        runner.start(new CycleRequest(INTERVAL, slots), done::countDown);
        if (!done.await(INTERVAL.toSeconds(), TimeUnit.SECONDS)) {
            throw new TimeoutException("a cycle did not end");
        }
        bodies.await(emitted.get());
        if (failures.get() > 0) {
            throw new IllegalStateException(failures + " polls failed");
        }
    }

    @Override
    public void close() {
        pipeline.close();
        timer.close();
    }

    @Override
    public void due(Assignment assignment, Instant due, long slots) {}

    @Override
    public void concluded(Assignment assignment, Instant due, Outcome outcome) {
        if (!outcome.error().isEmpty()) {
            failures.incrementAndGet();
            System.err.println(assignment.pollster().name() + ": " + outcome.error());
        }
    }

    private void work(Runnable task) {
        Thread worker = new Thread(
                () -> {
                    Ledger.Span span = ledger.begin(Stage.CYCLE);
                    task.run();
                    span.end();
                },
                "nephoscope-worker");
        worker.setDaemon(true);
        worker.start();
    }

    private boolean accept(RoutedBatch batch) {
        Ledger.Span span = ledger.begin(Stage.PIPELINE);
        emitted.addAndGet(batch.samples().size());
        boolean accepted = pipeline.accept(batch);
        span.end();
        return accepted;
    }

    private DiscoveryPlugin discovery(Discovery instances) {
        Discovery measured = asked -> {
            Ledger.Span span = ledger.begin(Stage.DISCOVERY);
            try {
                return instances.discover(asked);
            } finally {
                span.end();
            }
        };
        return new DiscoveryPlugin("local_instances", NAMESPACES, "", ORIGIN, new Fixed<>(measured));
    }

    private List<Assignment> everyMeter(Hypervisor hypervisor) {
        Source source = new Source(
                "all", Timing.every(INTERVAL), MeterFilter.of(List.of("*")), List.of(), List.of(), List.of());
        List<PollsterPlugin> pollsters = new ComputePollsters(hypervisor, Map.of())
                .pollsters().stream().map(this::pollster).toList();
        return List.copyOf(Objects.requireNonNull(
                Schedule.of(List.of(source), pollsters).groups().get(INTERVAL)));
    }

    private PollsterPlugin pollster(PollsterDefinition definition) {
        Pollster read = definition.pollster().orElseThrow();
        Pollster measured = (resources, poll) -> {
            Ledger.Span span = ledger.begin(Stage.POLL);
            try {
                read.poll(resources, poll);
            } finally {
                span.end();
            }
        };
        return new PollsterPlugin(
                definition.name(),
                definition.namespaces(),
                definition.discovery(),
                "",
                ORIGIN,
                new PollsterAccess.AllAtOnce(new Fixed<>(measured)));
    }
}
