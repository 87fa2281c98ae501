package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final String METER = "network.incoming.bytes.delta";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final UUID INSTANCE = new UUID(0, 1);

    private final AtomicLong now = new AtomicLong();
    private final History<String> history = new History<>(now::get);

    @Test
    void remembersTheLastValueOfEachMeterAndInterval() {
        history.replace(METER, MINUTE, INSTANCE, "first");
        history.replace(METER, HOUR, INSTANCE, "hourly");
        history.replace("other", MINUTE, INSTANCE, "other");

        assertThat(history.replace(METER, MINUTE, INSTANCE, "second")).isEqualTo("first");
        assertThat(history.replace(METER, HOUR, INSTANCE, "hourly")).isEqualTo("hourly");
        assertThat(history.replace(METER, MINUTE, new UUID(0, 2), "new")).isNull();
    }

    @Test
    void forgetsInstancesThatAreGone() {
        history.replace(METER, MINUTE, INSTANCE, "value");

        history.retain(MINUTE, Set.of());

        assertThat(history.size()).isZero();
    }

    @Test
    void doesNotForgetWhatAnotherIntervalRemembers() {
        history.replace(METER, HOUR, INSTANCE, "value");
        now.set(HOUR.multipliedBy(3).toNanos());

        history.retain(MINUTE, Set.of());
        history.expire();

        assertThat(history.replace(METER, HOUR, INSTANCE, "next")).isEqualTo("value");
    }

    @Test
    void forgetsAnIntervalThatIsPolledNoMore() {
        history.replace(METER, HOUR, INSTANCE, "value");
        history.replace(METER, Duration.ofSeconds(1), INSTANCE, "value");
        now.set(Duration.ofMinutes(11).toNanos());
        history.expire();
        assertThat(history.size()).isEqualTo(1);

        now.set(Duration.ofMinutes(191).toNanos());
        history.expire();

        assertThat(history.size()).isZero();
    }
}
