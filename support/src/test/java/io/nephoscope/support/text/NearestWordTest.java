package io.nephoscope.support.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {

    private static final List<String> KEYS = List.of("name", "interval", "meters", "ssl");

    @Test
    void findsTheWordThatAMisspeltOneWasMeantToBe() {
        assertThat(NearestWord.to("interwal", KEYS)).contains("interval");
        assertThat(NearestWord.to("Meter", KEYS)).contains("meters");
        assertThat(NearestWord.to("nmae", KEYS)).contains("name");
    }

    @Test
    void findsNoneForAnotherWord() {
        assertThat(NearestWord.to("sinks", KEYS)).isEmpty();
        assertThat(NearestWord.to("", KEYS)).isEmpty();
    }

    @Test
    void takesNoShortWordForAnotherWithoutACommonLetter() {
        assertThat(NearestWord.isNear("no", "yo")).isTrue();
        assertThat(NearestWord.isNear("no", "if")).isFalse();
    }

    @Test
    void listsAllThatAreNearTheNearestFirst() {
        assertThat(NearestWord.allNear("plugin", List.of("plugins", "plug", "status", "plugin")))
                .containsExactly("plugin", "plugins", "plug");
    }

    @Test
    void comparesNoEndlessWords() {
        assertThat(NearestWord.isNear("x".repeat(1_000_000), "x".repeat(1_000_000)))
                .isFalse();
    }
}
