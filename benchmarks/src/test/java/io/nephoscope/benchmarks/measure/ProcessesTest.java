package io.nephoscope.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class ProcessesTest {

    @Test
    void takesChildrenOfChildrenForFamily() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sh -c 'sleep 60; :'; :").start();

        try {
            await().untilAsserted(
                            () -> assertThat(Processes.family(parent.pid())).hasSize(3));
        } finally {
            parent.descendants().forEach(ProcessHandle::destroy);
            parent.destroy();
        }
    }

    @Test
    void findsNoDaemonWhereThereIsNone() {
        assertThat(Processes.daemon(ProcessHandle.current().pid())).isEmpty();
    }
}
