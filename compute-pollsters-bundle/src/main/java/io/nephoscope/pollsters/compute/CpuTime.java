package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DomainStats;
import org.jspecify.annotations.Nullable;

/**
 * The CPU time that a domain used or was denied. It is the sum over its vCPUs, in which a stolen
 * moment counts; where the host does not tell how long each vCPU waited, it is the time used alone.
 */
final class CpuTime {

    private CpuTime() {}

    /** In nanoseconds; null where it is not known. */
    static @Nullable Number of(DomainStats stats) {
        Number sum = ofVcpus(stats);
        return sum == null ? stats.value("cpu.time") : sum;
    }

    /** Whether the vCPUs' times are enough to know. */
    static boolean isKnown(DomainStats stats) {
        return ofVcpus(stats) != null;
    }

    private static @Nullable Number ofVcpus(DomainStats stats) {
        WholeNumbers.Sum sum = new WholeNumbers.Sum();
        long complete = 0;
        int vcpus = stats.rows("vcpu.*.time");
        for (int vcpu = 0; vcpu < vcpus; vcpu++) {
            Number time = stats.value("vcpu.*.time", vcpu);
            Number wait = stats.value("vcpu.*.wait", vcpu);
            if (time != null && wait != null) {
                sum.add(time);
                sum.add(wait);
                complete++;
            }
        }
        return complete == stats.number("vcpu.current").orElse(complete) ? sum.value() : null;
    }
}
