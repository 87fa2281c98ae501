package io.nephoscope.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nephoscope.api.pollster.PollsterException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GuardTest {

    private static final String WHO = "pollster hello.load of org.example.hello";

    @Test
    void namesTheThreadForThePluginThatIsCalledAndOnlyMeanwhile() throws Exception {
        String before = Thread.currentThread().getName();

        String meanwhile = Guard.call(WHO, () -> Thread.currentThread().getName());

        assertThat(meanwhile).isEqualTo(before + " " + WHO);
        assertThat(Thread.currentThread().getName()).isEqualTo(before);
    }

    @Test
    void takesTheNameBackFromAPluginThatFails() {
        String before = Thread.currentThread().getName();

        assertThatThrownBy(() -> Guard.call(WHO, () -> {
                    throw new PollsterException("libvirt is down");
                }))
                .isInstanceOf(PluginException.class)
                .hasMessage("libvirt is down");

        assertThat(Thread.currentThread().getName()).isEqualTo(before);
    }

    /** Else whoever runs out of memory on it later ends as that plugin likes. */
    @Test
    void undoesWhatAPluginMakesOfItsThread() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();

        Guard.run(WHO, () -> {
            thread.setName("stolen");
            thread.setContextClassLoader(null);
            thread.setUncaughtExceptionHandler((dying, error) -> {});
        });

        assertThat(thread.getName()).doesNotContain("stolen");
        assertThat(thread.getContextClassLoader()).isSameAs(loader);
        assertThat(thread.getUncaughtExceptionHandler()).isSameAs(handler);
    }

    @Test
    void lastNameOfAThreadThatRunsOutOfMemoryTellsThePlugin() throws Exception {
        CompletableFuture<String> last = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        Guard.call(WHO, () -> {
                            throw new OutOfMemoryError("unable to create native thread");
                        });
                    } catch (PluginException | InterruptedException e) {
                        last.complete("it was taken for a failure of the plugin");
                    }
                },
                "worker");
        thread.setUncaughtExceptionHandler(
                (dying, error) -> last.complete(dying.getName() + ": " + error.getMessage()));

        thread.start();

        assertThat(last.get(10, TimeUnit.SECONDS)).isEqualTo("worker " + WHO + ": unable to create native thread");
    }

    @Test
    void passesAnInterruption() {
        assertThatThrownBy(() -> Guard.call(WHO, () -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void cutsAndEscapesTheMessageOfAPluginSoThatItForgesNoLineOfTheLog() {
        PluginException failure =
                Guard.failure(new PollsterException("gone\n12:00:00 ERROR forged \u001b[2J " + "x".repeat(1_000_000)));

        assertThat(failure.getMessage())
                .hasSizeLessThanOrEqualTo(500)
                .startsWith("gone\\n12:00:00 ERROR forged \\u001b[2J")
                .doesNotContain("\n", "\u001b");
    }

    @Test
    void survivesAnExceptionWhoseMessageThrows() {
        PluginException failure = catchThrowableOfType(
                PluginException.class,
                () -> Guard.call(WHO, () -> {
                    throw new HostileException();
                }));

        assertThat(failure).hasMessage("HostileException: its message cannot be read");
    }

    @Test
    void takesADeepRecursionForAFailureOfThePlugin() {
        assertThat(Guard.failure(new StackOverflowError())).hasMessage("StackOverflowError");
    }

    private static final class HostileException extends RuntimeException {

        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException();
        }
    }
}
