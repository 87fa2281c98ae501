package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DomainStats;
import java.util.OptionalLong;

/**
 * The CPU time that a domain used or was denied. It is the sum over its vCPUs, in which a stolen
 * moment counts; where the host does not tell how long each vCPU waited, it is the time used alone.
 */
final class CpuTime {

    private CpuTime() {}

    static OptionalLong of(DomainStats stats) {
        OptionalLong sum = ofVcpus(stats);
        return sum.isPresent() ? sum : stats.number("cpu.time");
    }

    /** Whether the vCPUs' times are enough to know. */
    static boolean isKnown(DomainStats stats) {
        return ofVcpus(stats).isPresent();
    }

    private static OptionalLong ofVcpus(DomainStats stats) {
        long sum = 0;
        long complete = 0;
        int vcpus = stats.rows("vcpu.*.time");
        for (int vcpu = 0; vcpu < vcpus; vcpu++) {
            OptionalLong time = stats.number("vcpu.*.time", vcpu);
            OptionalLong wait = stats.number("vcpu.*.wait", vcpu);
            if (time.isPresent() && wait.isPresent()) {
                sum += time.getAsLong() + wait.getAsLong();
                complete++;
            }
        }
        return complete == stats.number("vcpu.current").orElse(complete) ? OptionalLong.of(sum) : OptionalLong.empty();
    }
}
