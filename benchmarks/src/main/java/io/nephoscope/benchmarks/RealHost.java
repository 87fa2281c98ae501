package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.measure.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The testbed's daemon with guests of QEMU. */
record RealHost(Path socket, long process) implements Host {

    @Override
    public List<Long> daemon() {
        return List.of(process);
    }

    @Override
    public List<Long> guests() throws IOException {
        return Processes.guests(process);
    }

    /** Does nothing: what the testbed started, it ends. */
    @Override
    public void close() {}
}
