package io.nephoscope.api.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final Meter CPU = Meter.cumulative("cpu", "ns");
    private static final Subject SUBJECT = Subject.of("vm-1");

    @Test
    void keepsTheKindOfItsVolume() {
        assertThat(Sample.of(CPU, 1, SUBJECT).volume()).isEqualTo(1L);
        assertThat(Sample.of(CPU, 1.0f, SUBJECT).volume()).isEqualTo(1.0);
        assertThat(Sample.of(CPU, Long.MAX_VALUE, SUBJECT).volume()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void takesDecimalFractionsAsDoublesAndIntegersOfAnySizeAsTheyAre() {
        BigInteger beyondLong = BigInteger.TWO.pow(80);

        assertThat(Sample.of(CPU, new BigDecimal("0.5"), SUBJECT).volume()).isEqualTo(0.5);
        assertThat(Sample.of(CPU, BigInteger.TEN, SUBJECT).volume()).isEqualTo(10L);
        assertThat(Sample.of(CPU, beyondLong, SUBJECT).volume()).isEqualTo(beyondLong);
    }

    @Test
    void objectsToNumbersThatJsonDoesNotKnowInsteadOfThrowing() {
        assertThat(Sample.of(CPU, 1, SUBJECT).objection()).isEmpty();
        assertThat(Sample.of(CPU, Double.NaN, SUBJECT).objection())
                .hasValueSatisfying(said -> assertThat(said).contains("NaN"));
        assertThat(Sample.of(CPU, new DoubleAdder(), SUBJECT).objection()).isPresent();
    }

    @Test
    void objectsToNamesThatAreLongerThanAnyStoreTakes() {
        String endless = "x".repeat(5_000);

        assertThat(Sample.of(CPU, 1, Subject.of(endless)).objection()).isPresent();
        assertThat(Sample.of(Meter.gauge(endless, "B"), 1, SUBJECT).objection()).isPresent();
        assertThat(Sample.of(CPU, 1, SUBJECT).from(endless).objection()).isPresent();
    }

    @Test
    void keepsItsIdWhenMoreIsSaidAboutIt() {
        Sample sample = Sample.of(CPU, 1, SUBJECT);

        Sample more = sample.readAt(2.5).from("hardware");

        assertThat(more.id()).isEqualTo(sample.id());
        assertThat(more.monotonicTime()).isEqualTo(2.5);
        assertThat(more.source()).isEqualTo("hardware");
    }

    @Test
    void idsAreTimeBasedAndUnique() {
        List<UUID> ids = IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(i -> Sample.of(CPU, i, SUBJECT).id())
                .toList();

        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(id.version()).isEqualTo(1);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(timeOf(id))
                    .isBetween(
                            Instant.now().minus(Duration.ofMinutes(1)),
                            Instant.now().plusSeconds(1));
        });
    }

    @Test
    void resourcesAreEqualByIdAndShowNothingElse() {
        Resource one = new Resource("vm-1", "detail");

        assertThat(one).isEqualTo(Resource.of("vm-1")).hasToString("vm-1");
        assertThat(one.as(String.class)).contains("detail");
        assertThat(one.as(Integer.class)).isEmpty();
    }

    /** Seconds between the Gregorian reform and 1970; see RFC 9562 §5.1. */
    private static Instant timeOf(UUID id) {
        return Instant.ofEpochSecond(id.timestamp() / 10_000_000 - 12_219_292_800L);
    }
}
