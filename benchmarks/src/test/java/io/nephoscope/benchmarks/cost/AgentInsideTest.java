package io.nephoscope.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.libvirt.rpc.RpcTransport;
import io.nephoscope.connector.libvirt.session.Transport;
import io.nephoscope.testkit.libvirt.FakeHypervisor;
import io.nephoscope.testkit.libvirt.FakeLibvirtd;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentInsideTest {

    private static final int GUESTS = 50;
    private static final int CYCLES = 10;

    /** Half as much again as it is before anything is compiled; what a sample costs does not depend on how busy a machine is. */
    private static final long BYTES_PER_SAMPLE = 1800;

    @Test
    void allocatesLittlePerSampleBesideTheBody() throws Exception {
        Ledger ledger = new Ledger();
        try (FakeLibvirtd daemon = FakeLibvirtd.start(FakeHypervisor.simulated(GUESTS));
                Transport libvirt = RpcTransport.open(daemon.uri(), Duration.ofSeconds(30));
                AgentInside agent = new AgentInside(libvirt, ledger)) {
            cycles(agent);
            long before = allocated(ledger);
            Bodies.Count made = agent.bodies().count();

            cycles(agent);

            Bodies.Count count = agent.bodies().count().minus(made);
            long beside = allocated(ledger) - before - count.bytes();
            assertThat(count.samples()).isGreaterThan(30L * GUESTS * CYCLES);
            assertThat(beside / count.samples()).isLessThan(BYTES_PER_SAMPLE);
            GoldenForm.check(agent.bodies().last());
        }
    }

    private static void cycles(AgentInside agent) throws Exception {
        for (int i = 0; i < CYCLES; i++) {
            agent.cycle();
        }
    }

    private static long allocated(Ledger ledger) {
        Map<Stage, Ledger.Cost> costs = ledger.costs();
        return costs.values().stream().mapToLong(Ledger.Cost::bytes).sum();
    }
}
