package io.nephoscope.partition.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.partition.record.ListRecord.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListRecordTest {

    private static final Instant DUE = Instant.parse("2026-01-02T03:04:00Z");

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(State state) throws Exception {
        ListRecord record = new ListRecord(DUE, Duration.ofMillis(812), state, state == State.THERE ? "ab12" : "");

        assertThat(ListRecord.read(record.write())).isEqualTo(record);
    }

    @Test
    void isTextThatAnOperatorCanRead() {
        assertThat(new ListRecord(DUE, Duration.ofMillis(812), State.TOO_LARGE, "").write())
                .isEqualTo("nephoscope-list 1\ndue 2026-01-02T03:04:00Z\nafter 812\nstate too_large\ndigest -\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nephoscope-list 2\n",
                "nephoscope-list 1\ndue now\nafter 1\nstate there\ndigest -\n",
                "nephoscope-list 1\ndue 2026-01-02T03:04:00Z\nafter 1\nstate lost\ndigest -\n"
            })
    void refusesWhatItIsNot(String text) {
        assertThatThrownBy(() -> ListRecord.read(text)).isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void unpacksWhatItPacks() throws Exception {
        byte[] content = "{\"id\":\"v1\"}\n".repeat(1_000).getBytes(UTF_8);

        PackedList packed = PackedList.of(content);

        assertThat(packed.text().length()).isLessThan(content.length / 20);
        assertThat(PackedList.found(packed.text(), packed.digest()).content()).isEqualTo(content);
    }

    @Test
    void refusesAnotherListThanWasTold() {
        PackedList one = PackedList.of(new byte[] {1});
        PackedList two = PackedList.of(new byte[] {2});

        assertThatThrownBy(() -> PackedList.found(one.text(), two.digest()))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void refusesWhatIsNotPacked() {
        assertThatThrownBy(() -> new PackedList("?", "").content()).isInstanceOf(MalformedRecordException.class);
        assertThatThrownBy(() -> new PackedList("YWJj", "").content()).isInstanceOf(MalformedRecordException.class);
    }
}
