package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.CycleMode;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class HistoryTest {

    private static final String METER = "network.incoming.bytes.delta";
    private static final Cycle MINUTE = OneCycle.each(Duration.ofMinutes(1));
    private static final Cycle HOUR = OneCycle.each(Duration.ofHours(1));
    private static final UUID INSTANCE = new UUID(0, 1);

    private final AtomicLong now = new AtomicLong();
    private final History<String> history = new History<>(now::get);

    @Test
    void remembersTheLastValueOfEachMeterAndSeries() {
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
    void doesNotForgetWhatAnotherSeriesRemembers() {
        history.replace(METER, HOUR, INSTANCE, "value");
        now.set(Duration.ofHours(3).toNanos());

        history.retain(MINUTE, Set.of());
        history.expire();

        assertThat(history.replace(METER, HOUR, INSTANCE, "next")).isEqualTo("value");
    }

    @Test
    void forgetsASeriesThatIsPolledNoMore() {
        history.replace(METER, HOUR, INSTANCE, "value");
        history.replace(METER, OneCycle.each(Duration.ofSeconds(1)), INSTANCE, "value");
        now.set(Duration.ofMinutes(11).toNanos());
        history.expire();
        assertThat(history.size()).isEqualTo(1);

        now.set(Duration.ofMinutes(191).toNanos());
        history.expire();

        assertThat(history.size()).isZero();
    }

    @Test
    void keepsSeriesOfOneIntervalApart() {
        Cycle other = new OneCycle("another series", Duration.ofMinutes(1), CycleMode.REGULAR);
        history.replace(METER, MINUTE, INSTANCE, "value");
        history.replace(METER, other, INSTANCE, "other");
        history.retain(other, Set.of());

        assertThat(history.replace(METER, MINUTE, INSTANCE, "next")).isEqualTo("value");
    }

    @ParameterizedTest
    @EnumSource(value = CycleMode.class, names = "REGULAR", mode = Mode.EXCLUDE)
    void keepsNothingOfATrial(CycleMode mode) {
        Cycle trial = new OneCycle("trial", Duration.ofMinutes(1), mode);
        history.replace(METER, MINUTE, INSTANCE, "value");

        assertThat(history.replace(METER, trial, INSTANCE, "tried")).isNull();
        history.retain(trial, Set.of());

        assertThat(history.size()).isEqualTo(1);
        assertThat(history.replace(METER, MINUTE, INSTANCE, "next")).isEqualTo("value");
    }
}
