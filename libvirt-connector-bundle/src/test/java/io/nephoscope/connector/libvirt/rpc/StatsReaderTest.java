package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.driver.DecoderContract;
import io.nephoscope.connector.libvirt.driver.Recorded;
import io.nephoscope.connector.libvirt.driver.Shapes;
import io.nephoscope.testkit.libvirt.Wire;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatsReaderTest extends DecoderContract {

    private final Shapes<WireShape> shapes = new Shapes<>();

    @Override
    protected List<DomainStats> decode(List<Recorded> domains) throws Exception {
        return read(Recorded.encoded(domains));
    }

    @Test
    void readsTheVeryBytesThatLibvirtSent() throws Exception {
        assertThat(Recorded.encoded(Recorded.guests())).isEqualTo(Recorded.guestsOnTheWire());
    }

    @Test
    void sharesAShapeAmongDomainsThatDifferInValuesAlone() throws Exception {
        decode(List.of(
                Recorded.of(DOMAIN).with("string", "net.0.name", "tap").with("uint", "net.count", 1),
                Recorded.of(DOMAIN).with("string", "net.0.name", "longer").with("uint", "net.count", 2)));

        assertThat(shapes.of(2)).hasSize(1);
    }

    @Test
    void refusesAnAnswerThatEndsTooEarlyWhereverThatIs() throws Exception {
        byte[] whole = Recorded.encoded(Recorded.guests().subList(0, 2));
        read(whole);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void refusesAnAnswerThatGoesOn() throws Exception {
        byte[] whole = Recorded.guestsOnTheWire();

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 4)))
                .hasMessageContaining("4 bytes are left over");
    }

    @Test
    void refusesMoreThanTheProtocolAllows() {
        byte[] records = new Wire().int32(16_385).raw(new byte[16_385 * 28]).bytes();
        byte[] parameters = new Wire()
                .int32(1)
                .domain(Recorded.named(DOMAIN))
                .int32(262_145)
                .raw(new byte[262_145 * 12])
                .bytes();
        byte[] text =
                new Wire().int32(1).int32((4 << 20) + 1).raw(new byte[5 << 20]).bytes();

        assertThatThrownBy(() -> read(records)).hasMessageContaining("16385 elements where 16384 are the most");
        assertThatThrownBy(() -> read(parameters)).hasMessageContaining("262145 elements where 262144 are the most");
        assertThatThrownBy(() -> read(text)).hasMessageContaining("4194305 elements where 4096 are the most");
    }

    @Test
    void refusesValuesOfUnknownTypesAndKeepsTheConnection() {
        byte[] answer = new Wire()
                .int32(1)
                .domain(Recorded.named(DOMAIN))
                .int32(1)
                .text("new")
                .int32(8)
                .int32(0)
                .bytes();

        assertThatThrownBy(() -> read(answer))
                .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.connectionLost())
                        .isFalse())
                .hasMessageContaining("type 8");
    }

    private List<DomainStats> read(byte[] answer) throws ProtocolException {
        return new StatsReader(shapes).read(new XdrReader(answer, 0));
    }
}
