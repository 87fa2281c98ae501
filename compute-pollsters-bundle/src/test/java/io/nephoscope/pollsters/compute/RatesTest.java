package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.pollsters.compute.Rates.Total;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final DomainRef DOMAIN = new DomainRef(new UUID(0, 1), 1, "guest");
    private static final DomainRef STARTED_ANEW = new DomainRef(new UUID(0, 1), 2, "guest");

    private final Rates rates = new Rates(OneCycle.each(Duration.ofMinutes(1)), new History<>(() -> 0));

    @Test
    void areUnknownAtFirst() {
        assertThat(rate(new Total(DOMAIN, "all", 1000L, 1.0))).isEmpty();
    }

    @Test
    void areWhatCamePerSecond() {
        rate(new Total(DOMAIN, "all", 1000L, 1.0));

        assertThat(rate(new Total(DOMAIN, "all", 1500L, 3.0))).hasValue(250);
        assertThat(rate(new Total(DOMAIN, "all", 1500L, 4.0))).hasValue(0);
    }

    @Test
    void areUnknownWhereACounterBeganAnew() {
        rate(new Total(DOMAIN, "all", 1000L, 1.0));

        assertThat(rate(new Total(DOMAIN, "all", 400L, 2.0))).isEmpty();
        assertThat(rate(new Total(DOMAIN, "all", 500L, 3.0))).hasValue(100);
    }

    @Test
    void areUnknownWhereSomethingElseIsCounted() {
        rate(new Total(DOMAIN, "all", 1000L, 1.0));

        assertThat(rate(new Total(DOMAIN, "some", 5000L, 2.0))).isEmpty();
        assertThat(rate(new Total(STARTED_ANEW, "some", 6000L, 3.0))).isEmpty();
    }

    @Test
    void areUnknownWhenNoTimeHasPassed() {
        rate(new Total(DOMAIN, "all", 1000L, 1.0));

        assertThat(rate(new Total(DOMAIN, "all", 2000L, 1.0))).isEmpty();
    }

    private OptionalLong rate(Total total) {
        return rates.perSecond("memory.bandwidth.total", total);
    }
}
