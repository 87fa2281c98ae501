package io.nephoscope.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.core.registry.ActivationFailures.Failure;
import org.junit.jupiter.api.Test;

class ActivationFailuresTest {

    @Test
    void saysTheRootCause() {
        String stackTrace = """
                java.lang.reflect.InvocationTargetException
                \tat java.base/java.lang.reflect.Constructor.newInstance(Constructor.java:480)
                Caused by: java.io.IOException: no such sensor
                \tat org.example.Fans.<init>(Fans.java:12)
                \t... 22 more
                """;

        assertThat(ActivationFailures.of(stackTrace))
                .isEqualTo(new Failure("java.io.IOException: no such sensor", false));
    }

    @Test
    void knowsThatAStaticInitialiserWhichFailedIsNotRunAgain() {
        String stackTrace = """
                java.lang.ExceptionInInitializerError
                \tat java.base/jdk.internal.misc.Unsafe.ensureClassInitialized0(Native Method)
                Caused by: java.lang.IllegalStateException: no such sensor
                \tat org.example.Fans.<clinit>(Fans.java:9)
                \t... 22 more
                """;

        assertThat(ActivationFailures.of(stackTrace))
                .isEqualTo(new Failure("java.lang.IllegalStateException: no such sensor", true));
    }

    @Test
    void sendsToTheLogWhereNothingIsKnown() {
        assertThat(ActivationFailures.of((String) null).reason()).contains("log");
    }
}
