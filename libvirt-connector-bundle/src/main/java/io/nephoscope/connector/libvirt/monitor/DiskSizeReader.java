package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads the sizes of single disks, which a guest's process or a dead storage may keep waiting. Thread-safe. */
final class DiskSizeReader {

    private final MonitorCalls calls;
    private final HangDetector hangs;
    private final AdaptiveTimeout timeout;

    DiskSizeReader(MonitorCalls calls, HangDetector hangs, MonitorLimits limits) {
        this.calls = calls;
        this.hangs = hangs;
        timeout = new AdaptiveTimeout(limits);
    }

    /** Empty also if nothing is to be had in time. */
    Optional<DiskSize> read(DomainRef domain, String device) throws HypervisorException {
        Duration time = timeout.deadline();
        try {
            Optional<MonitorCall<Optional<DiskSize>>> call = Optional.empty();
            while (call.isEmpty() && !hangs.isUnresponsive(domain) && calls.awaitRoom(time, 1)) {
                call = calls.start(List.of(domain), (transport, one) -> transport.diskSize(domain, device), 1);
            }
            return call.isEmpty() ? Optional.empty() : await(call.get(), time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException("interrupted while the size of a disk was read");
        }
    }

    private Optional<DiskSize> await(MonitorCall<Optional<DiskSize>> call, Duration time)
            throws HypervisorException, InterruptedException {
        try {
            Optional<DiskSize> size = call.answer().get(time.toNanos(), TimeUnit.NANOSECONDS);
            timeout.took(call.age(), 1);
            return size;
        } catch (ExecutionException e) {
            return call.result();
        } catch (TimeoutException e) {
            return hangs.abandon(call, Optional.empty()) ? Optional.empty() : call.result();
        } catch (InterruptedException e) {
            hangs.release(call);
            throw e;
        }
    }
}
