package io.nephoscope.shell.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nephoscope.shell.protocol.ShellFrame.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellFrameTest {

    @Test
    void carriesARequest() throws IOException {
        ShellRequest request = new ShellRequest(Kind.WORDS, 132, true, List.of("poll", "", "a b", "größe\n😀"));

        assertThat(ShellRequest.of(read(bytes(request.toFrame())))).isEqualTo(request);
    }

    @Test
    void carriesTextOfEveryKind() throws IOException {
        for (Kind kind : Kind.values()) {
            ShellFrame frame = read(bytes(ShellFrame.of(kind, "déjà vu")));

            assertThat(frame.kind()).isEqualTo(kind);
            assertThat(frame.text()).isEqualTo("déjà vu");
        }
    }

    @Test
    void refusesWhatIsTooLong() {
        ShellRequest request = new ShellRequest(Kind.LINE, 80, false, List.of("x".repeat(ShellFrame.MAX_BODY)));

        assertThatIllegalArgumentException().isThrownBy(request::toFrame).withMessageContaining("65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellFrame.of(Kind.OUT, "x".repeat(ShellFrame.MAX_BODY + 1)));
    }

    @Test
    void refusesWhatIsNoFrame() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read("GET / HTTP/1.1\r\n".getBytes(US_ASCII)));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(new byte[] {'o', 127, 0, 0, 0}));
    }

    @Test
    void tellsWhenTheOtherSideLeftInAFrame() {
        byte[] whole = bytes(ShellFrame.of(Kind.OUT, "text"));

        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1)));
    }

    @Test
    void refusesARequestThatIsCutOff() {
        byte[] cut = {0, 0, 0, 80, 0, 0, 0, 0, 9, 'x'};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellRequest.of(ShellFrame.of(Kind.LINE, cut, 0, cut.length)))
                .withMessageContaining("cut off");
    }

    private static ShellFrame read(byte[] bytes) throws IOException {
        return ShellFrame.readFrom(Channels.newChannel(new ByteArrayInputStream(bytes)));
    }

    private static byte[] bytes(ShellFrame frame) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            frame.writeTo(Channels.newChannel(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
