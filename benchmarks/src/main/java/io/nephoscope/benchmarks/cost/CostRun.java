package io.nephoscope.benchmarks.cost;

import com.sun.management.OperatingSystemMXBean;
import io.nephoscope.connector.libvirt.rpc.RpcTransport;
import io.nephoscope.connector.libvirt.session.Transport;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Measures cycles in this JVM and prints what they cost, for {@link CostBenchmark} to read. */
public final class CostRun {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final AgentInside agent;
    private final Ledger ledger;

    private CostRun(AgentInside agent, Ledger ledger) {
        this.agent = agent;
        this.ledger = ledger;
    }

    /** @param arguments the daemon's URI, the cycles to warm up, the cycles to measure */
    public static void main(String[] arguments) throws Exception {
        Ledger ledger = new Ledger();
        try (Transport libvirt = RpcTransport.open(arguments[0], ANSWER);
                AgentInside agent = new AgentInside(libvirt, ledger)) {
            CostRun run = new CostRun(agent, ledger);
            run.cycles("warm-up", Integer.parseInt(arguments[1]));
            int cycles = Integer.parseInt(arguments[2]);
            run.measure(cycles).with("cycles", cycles).print();
        }
    }

    private Figures measure(int cycles) throws Exception {
        Map<Stage, Ledger.Cost> before = spent();
        Bodies.Count made = agent.bodies().count();
        long process = SYSTEM.getProcessCpuTime();
        cycles("measured", cycles);
        Figures figures = new Figures().with("process.cpu", SYSTEM.getProcessCpuTime() - process);
        Bodies.Count count = agent.bodies().count().minus(made);
        figures.with("samples", count.samples()).with("bodies", count.bodies()).with("body.bytes", count.bytes());
        spent().forEach((stage, cost) -> {
            Ledger.Cost share = cost.minus(Objects.requireNonNull(before.get(stage)));
            figures.with(stage.label() + ".cpu", share.cpuNanos()).with(stage.label() + ".bytes", share.bytes());
        });
        GoldenForm.check(agent.bodies().last());
        return figures.withMemory();
    }

    private void cycles(String phase, int count) throws Exception {
        for (int i = 1; i <= count; i++) {
            agent.cycle();
            System.err.printf("\r  %s: cycle %d of %d  ", phase, i, count);
        }
        System.err.print("\r                                        \r");
    }

    /** All that was spent so far; threads that are no cycle's workers count as a whole. */
    private Map<Stage, Ledger.Cost> spent() {
        Map<Stage, Ledger.Cost> spent = new EnumMap<>(Stage.class);
        Map<Stage, Ledger.Cost> booked = ledger.costs();
        for (Stage stage : Stage.values()) {
            spent.put(stage, booked.getOrDefault(stage, Ledger.Cost.NOTHING));
        }
        Ledger.Cost queue =
                Ledger.ofThreads(AgentInside.PUBLISHER_THREAD).minus(Objects.requireNonNull(spent.get(Stage.ENCODE)));
        spent.merge(Stage.PIPELINE, queue, Ledger.Cost::plus);
        spent.put(Stage.SOCKET, Ledger.ofThreads(AgentInside.SOCKET_THREAD));
        return spent;
    }
}
