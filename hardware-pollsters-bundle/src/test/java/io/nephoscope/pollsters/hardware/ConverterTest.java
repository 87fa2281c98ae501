package io.nephoscope.pollsters.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.snmp.SnmpValue;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ConverterTest {

    private static SnmpValue bytes(String hex) {
        return SnmpValue.octets(HexFormat.of().parseHex(hex));
    }

    @Test
    void knowsTheExpressionsThatFilesHold() {
        assertThat(Converter.of("lambda x: x.prettyPrint().replace('0x','')")).contains(Converter.PRETTY_HEX);
        assertThat(Converter.of("lambda x:  float(str(x))")).contains(Converter.FLOAT);
        assertThat(Converter.of("lambda x: int(x)/8")).contains(Converter.EIGHTH);
        assertThat(Converter.of("lambda x: int(x) / 9")).isEmpty();
    }

    @Test
    void makesIntegersOfNumbersAndOfTheirText() {
        assertThat(Converter.INT.convert(SnmpValue.number(7L))).contains(7L);
        assertThat(Converter.INT.volume(FakeDevices.text(" 42 ")).map(Number::longValue))
                .contains(42L);
        assertThat(Converter.INT.convert(FakeDevices.text("1.5"))).isEmpty();
    }

    @Test
    void makesFractions() {
        assertThat(Converter.FLOAT.convert(FakeDevices.text("7.08"))).contains(7.08);
        assertThat(Converter.FLOAT.convert(SnmpValue.number(7L))).contains(7.0);
        assertThat(Converter.FLOAT.convert(FakeDevices.text("nan"))).isEmpty();
        assertThat(Converter.EIGHTH.convert(SnmpValue.number(10_000_000L))).contains(1_250_000.0);
    }

    @Test
    void showsAnAddressInHexadecimalDigits() {
        assertThat(Converter.HEX.convert(bytes("8e0a9d9b2665"))).contains("8e0a9d9b2665");
        assertThat(Converter.HEX.convert(bytes("414243444546"))).contains("414243444546");
        assertThat(Converter.HEX.convert(bytes(""))).contains("");
    }

    /** So does pysnmp: bytes that can be printed are text. */
    @Test
    void showsWhatCanBePrintedAsTextWhereCeilometerDoes() {
        assertThat(Converter.PRETTY_HEX.convert(bytes("8e0a9d9b2665"))).contains("8e0a9d9b2665");
        assertThat(Converter.PRETTY_HEX.convert(bytes("414243444546"))).contains("ABCDEF");
    }
}
