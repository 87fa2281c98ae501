package io.nephoscope.partition.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.partition.record.ListRecord.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
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

    private static PackedList packed(byte[] content, int largest) throws IOException {
        return PackedList.of(out -> out.write(content), largest);
    }

    @Test
    void unpacksWhatItPacks() throws Exception {
        byte[] content = "{\"id\":\"v1\"}\n".repeat(1_000).getBytes(UTF_8);

        PackedList packed = packed(content, content.length);

        assertThat(packed.text().length()).isLessThan(content.length / 20);
        PackedList found = PackedList.found(packed.text(), packed.digest());
        assertThat(found.content().readAllBytes()).isEqualTo(content);
        assertThat(packed(content, packed.text().length())).isEqualTo(packed);
    }

    @Test
    void packsNothingThatIsTooLarge() throws Exception {
        byte[] content = "{\"id\":\"v1\"}\n".repeat(1_000).getBytes(UTF_8);
        int length = packed(content, content.length).text().length();

        assertThatThrownBy(() -> packed(content, length - 1)).isInstanceOf(PackedList.TooLargeException.class);
    }

    /** A large list need not be written to its end. */
    @Test
    void breaksOffWhatIsTooLarge() {
        Random random = new Random(1);
        byte[] piece = new byte[1_000];
        AtomicInteger pieces = new AtomicInteger();

        assertThatThrownBy(() -> PackedList.of(
                        out -> {
                            while (pieces.incrementAndGet() < 1_000_000) {
                                random.nextBytes(piece);
                                out.write(piece);
                            }
                        },
                        100_000))
                .isInstanceOf(PackedList.TooLargeException.class);
        assertThat(pieces.get()).isLessThan(200);
    }

    @Test
    void refusesAnotherListThanWasTold() throws Exception {
        PackedList one = packed(new byte[] {1}, 100);
        PackedList two = packed(new byte[] {2}, 100);

        assertThatThrownBy(() -> PackedList.found(one.text(), two.digest()))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void refusesWhatIsNotPacked() {
        assertThatThrownBy(() -> new PackedList("?", "").content().readAllBytes())
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new PackedList("YWJj", "").content().readAllBytes())
                .isInstanceOf(IOException.class);
    }
}
