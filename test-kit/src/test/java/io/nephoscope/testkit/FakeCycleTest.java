package io.nephoscope.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.cycle.SharedLoadException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A plugin's tests may do with shared values what the agent lets the plugin do. */
class FakeCycleTest {

    private final FakeCycle cycle = new FakeCycle("servers");

    @Test
    void letsALoaderAskForAnotherValue() throws Exception {
        String servers = cycle.shared(
                String.class, "servers", () -> cycle.shared(String.class, "session", () -> "token") + " list");

        assertThat(servers).isEqualTo("token list");
        assertThat(cycle.shared(String.class, "session", () -> "another")).isEqualTo("token");
    }

    @Test
    void refusesALoaderThatAsksForWhatItLoads() {
        assertThatThrownBy(() -> cycle.shared(
                        String.class, "servers", () -> cycle.shared(String.class, "servers", () -> "never")))
                .isInstanceOf(SharedLoadException.class)
                .hasMessageContaining("the loader of servers asks for what it loads");
    }

    @Test
    void loadsNothingAgainThatFailed() {
        AtomicInteger loads = new AtomicInteger();
        for (int poll = 0; poll < 2; poll++) {
            assertThatThrownBy(() -> cycle.shared(String.class, "servers", () -> {
                        loads.incrementAndGet();
                        throw new IOException("refused");
                    }))
                    .isInstanceOf(SharedLoadException.class)
                    .hasMessage("refused");
        }

        assertThat(loads).hasValue(1);
    }

    @Test
    void passesAnInterruptOn() {
        assertThatThrownBy(() -> cycle.shared(String.class, "servers", () -> {
                    throw new InterruptedException("the deadline passed");
                }))
                .isInstanceOf(InterruptedException.class);
    }
}
