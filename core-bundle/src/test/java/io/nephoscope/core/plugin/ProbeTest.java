package io.nephoscope.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ProbeTest {

    private static final PluginCall STATUS = PluginCall.question("publisher amqp", "status()", "org.example");

    private final PluginThreads threads = new PluginThreads(System::nanoTime);
    private final Probe<String> probe = new Probe<>(threads, STATUS, Duration.ofMillis(50));
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void givesTheAnswer() throws Exception {
        assertThat(probe.await(probe.ask(() -> "fine"))).isEqualTo("fine");
    }

    @Test
    void givesUpAPluginThatHangsAndDoesNotAskItAgainBeforeItReturned() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> probe.await(probe.ask(this::hang)))
                    .isInstanceOf(PluginException.class)
                    .hasMessage("it has not returned from its status() for 1 s");
        }
        assertThat(asked).hasValue(1);

        released.countDown();
        await().until(() -> threads.overdue(Duration.ZERO).isEmpty());

        assertThat(probe.await(probe.ask(() -> "back"))).isEqualTo("back");
    }

    @Test
    void givesOneAnswerToThoseThatAskTogether() throws Exception {
        Probe<String> patient = new Probe<>(threads, STATUS, Duration.ofSeconds(10));
        Probe.Answer<String> first = patient.ask(this::hang);
        Probe.Answer<String> second = patient.ask(this::hang);

        released.countDown();

        assertThat(patient.await(first)).isEqualTo(patient.await(second)).isEqualTo("late");
        assertThat(asked).hasValue(1);
    }

    @Test
    void takesNullForAFailure() {
        assertThatThrownBy(() -> probe.await(probe.ask(() -> null))).hasMessage("its status() is null");
    }

    @Test
    void takesAnErrorOfLinkingForAFailure() {
        assertThatThrownBy(() -> probe.await(probe.ask(() -> {
                    throw new NoClassDefFoundError("gone/Away");
                })))
                .isInstanceOf(PluginException.class)
                .hasMessage("NoClassDefFoundError: gone/Away");
    }

    /** Neither releases for an interruption, as the worst of plugins. */
    private String hang() {
        asked.incrementAndGet();
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                // It hangs whatever interrupts it.
            }
        }
        return "late";
    }
}
