package io.nephoscope.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.openstack.ServerDirectory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LastKnownTest {

    private final FakeDirectory directory = new FakeDirectory();
    private final LastKnown<String, String> flavors = new LastKnown<>("Flavors");

    @Test
    void isNothingWhileThereIsNobodyToAsk() throws Exception {
        assertThat(ask(Set.of("small"), null)).isEmpty();
    }

    @Test
    void isAskedForInOneCall() throws Exception {
        directory.flavorIds.put("small", "1");

        assertThat(ask(Set.of("small", "large"), directory)).isEqualTo(Map.of("small", "1"));
        assertThat(directory.flavorCalls).isEqualTo(1);
    }

    @Test
    void asksNobodyForNothing() throws Exception {
        assertThat(ask(Set.of(), directory)).isEmpty();
        assertThat(directory.flavorCalls).isZero();
    }

    @Test
    void staysAsItWasWhileNovaDoesNotAnswer() throws Exception {
        directory.flavorIds.put("small", "1");
        ask(Set.of("small"), directory);

        directory.failure = "Nova is down";

        assertThat(ask(Set.of("small", "large"), directory)).isEqualTo(Map.of("small", "1"));
        assertThat(ask(Set.of("small", "large"), null)).isEqualTo(Map.of("small", "1"));
    }

    @Test
    void staysAsItWasWhereThePluginThatAsksIsBroken() throws Exception {
        directory.flavorIds.put("small", "1");
        ask(Set.of("small"), directory);

        assertThat(flavors.of(Set.of("small"), directory, (asked, names) -> {
                    throw new IllegalStateException("a fault");
                }))
                .isEqualTo(Map.of("small", "1"));
        assertThat(flavors.of(Set.of("small"), directory, (asked, names) -> Map.of("small", "1", "not asked for", "2")))
                .isEqualTo(Map.of("small", "1"));
    }

    @Test
    void isForgottenWhenNobodyAsksForItOrNovaForgetsIt() throws Exception {
        directory.flavorIds.put("small", "1");
        ask(Set.of("small"), directory);
        ask(Set.of("large"), null);
        assertThat(ask(Set.of("small"), null)).isEmpty();

        ask(Set.of("small"), directory);
        directory.flavorIds.clear();
        assertThat(ask(Set.of("small"), directory)).isEmpty();
    }

    private Map<String, String> ask(Set<String> names, @Nullable ServerDirectory asked) throws InterruptedException {
        return flavors.of(names, asked, (nova, wanted) -> nova.flavorIds(wanted, Duration.ofSeconds(1)));
    }
}
