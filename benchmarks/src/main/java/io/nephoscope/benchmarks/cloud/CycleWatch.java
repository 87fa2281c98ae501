package io.nephoscope.benchmarks.cloud;

import io.nephoscope.benchmarks.measure.Memory;
import io.nephoscope.benchmarks.measure.ProcessClock;
import io.nephoscope.benchmarks.measure.Processes;
import io.nephoscope.benchmarks.measure.Tap;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Watches an agent through one cycle: from its first request until it rests, which is when for a while it has nothing
 * under way, sends nothing and uses no CPU. For one thread.
 */
final class CycleWatch {

    private static final Duration GLANCE = Duration.ofMillis(250);
    /** An agent that used more CPU than this since the last glance is at work. */
    private static final Duration WORK = Duration.ofMillis(25);
    /** After so many glances at an agent that was not at work its cycle is over. */
    private static final int GLANCES_OF_REST = 6;
    /** So long no cycle takes. */
    private static final Duration LIMIT = Duration.ofMinutes(40);

    private final CloudProcess cloud;
    private final Tap tap;

    CycleWatch(CloudProcess cloud, Tap tap) {
        this.cloud = cloud;
        this.tap = tap;
    }

    /**
     * Lets an agent poll, and tells what that was.
     *
     * @param patience how long its first request may take to come
     */
    Cycle watch(CloudPeer.Agent agent, Duration patience) throws IOException, InterruptedException {
        cloud.clear();
        tap.clear();
        Glances glances = new Glances(agent);
        Duration before = awaitFirstRequest(glances, System.nanoTime() + patience.toNanos());
        long begun = System.nanoTime();
        awaitRest(glances, begun + LIMIT.toNanos());
        Cycle cycle = new Cycle(
                cloud.counts(),
                tap.arrivals(),
                glances.cpu().minus(before),
                glances.kilobytes(),
                Duration.ofNanos(System.nanoTime() - begun));
        agent.rest();
        if (cycle.samples() == 0) {
            throw new IOException(
                    "no sample came of its cycle; it asked for " + cycle.asked().byPattern());
        }
        return cycle;
    }

    /** @return the CPU that it had used before */
    private Duration awaitFirstRequest(Glances glances, long deadline) throws IOException, InterruptedException {
        Duration before = glances.cpu();
        glances.agent().poll();
        while (!cloud.counts().haveBegun()) {
            before = glances.cpu();
            glances.next(deadline);
        }
        return before;
    }

    private void awaitRest(Glances glances, long deadline) throws IOException, InterruptedException {
        int rest = 0;
        while (rest < GLANCES_OF_REST) {
            long calls = cloud.counts().calls();
            int arrived = tap.arrivals().size();
            Duration cpu = glances.cpu();
            glances.next(deadline);
            CloudProcess.Counts now = cloud.counts();
            boolean works = now.underWay() > 0
                    || now.calls() != calls
                    || tap.arrivals().size() != arrived
                    || glances.cpu().minus(cpu).compareTo(WORK) > 0;
            rest = works ? 0 : rest + 1;
        }
    }

    /** Looks at an agent now and then. */
    private static final class Glances {

        private final CloudPeer.Agent agent;
        private List<Long> processes = List.of();
        private long most;

        Glances(CloudPeer.Agent agent) {
            this.agent = agent;
        }

        CloudPeer.Agent agent() {
            return agent;
        }

        Duration cpu() {
            processes = Processes.family(agent.pid());
            return ProcessClock.of(processes);
        }

        /** The most memory that was seen. */
        long kilobytes() {
            return most;
        }

        void next(long deadline) throws IOException, InterruptedException {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("its cycle did not begin, or not come to its end, in time");
            }
            agent.check();
            Thread.sleep(GLANCE.toMillis());
            most = Math.max(most, Memory.kilobytes(processes));
        }
    }
}
