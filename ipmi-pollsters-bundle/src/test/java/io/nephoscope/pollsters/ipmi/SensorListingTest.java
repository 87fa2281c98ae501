package io.nephoscope.pollsters.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in the forms in which boards and versions of ipmitool are known to write them. */
class SensorListingTest {

    private static final String THRESHOLD = """
            Sensor ID              : Fan Rear 2 (0x31)
             Entity ID             : 7.1 (System Board)
             Sensor Type (Threshold)  : Fan (0x04)
             Sensor Reading        : 4920 (+/- 120) RPM
             Status                : ok
             Nominal Reading       : 10080.000
             Normal Minimum        : 16680.000
             Normal Maximum        : 23640.000
             Lower critical        : 720.000
             Positive Hysteresis   : 120.000
             Minimum sensor range  : Unspecified
             Event Message Control : Per-threshold
             Readable Thresholds   : lcr lnc
             Assertion Events      :
             Assertions Enabled    : lcr-
             Deassertions Enabled  : lcr-

            """;

    private static final String DISCRETE = """
            Sensor ID              : Fans Redundant (0x75)
             Entity ID             : 7.1 (System Board)
             Sensor Type (Discrete): Fan (0x04)
             Sensor Reading        : 0h
             Event Message Control : Per-threshold
             States Asserted       : Redundancy State
                                     [Fully Redundant]
             Assertion Events      : Redundancy State
                                     [Fully Redundant]
             OEM                   : 0

            """;

    private static SensorListing listing(String text) {
        return listing(text, StandardCharsets.UTF_8);
    }

    private static SensorListing listing(String text, Charset charset) {
        return SensorListing.of(text.getBytes(charset));
    }

    private static String paragraph(String id, String type, String reading) {
        return """
                Sensor ID              : %s
                 Entity ID             : 3.1 (Processor)
                 %s
                 Sensor Reading        : %s

                """.formatted(id, type, reading);
    }

    private static String reading(String reading) {
        return paragraph("CPU Temp (0x1)", "Sensor Type (Threshold)  : Temperature (0x01)", reading);
    }

    private static List<String> names(SensorListing listing) {
        return listing.sensors().stream().map(Sensor::name).toList();
    }

    @Test
    void readsASensorWithAllThatIsKnownOfIt() {
        assertThat(listing(THRESHOLD).sensors())
                .containsExactly(new Sensor("Fan Rear 2 (0x31)", "Fan", 4920, "RPM", Optional.of("23640.000")));
    }

    @Test
    void passesOverSensorsThatKnowButStates() {
        SensorListing listing = listing(DISCRETE + THRESHOLD + DISCRETE);

        assertThat(names(listing)).containsExactly("Fan Rear 2 (0x31)");
    }

    @ParameterizedTest
    @CsvSource({
        "25 (+/- 0) degrees C, 25, C",
        "25 (+/- 1.500) degrees F, 25, F",
        "-7 (+/- 0) degrees C, -7, C",
        "3.309 (+/- 0.020) Volts, 3.309, V",
        "3.210(+/- 0) Volts, 3.21, V",
        "-12.100 (+/- 0) Volts, -12.1, V",
        "0.800 (+/- 0) Amps, 0.8, Amps",
        "154 (+/- 0) Watts, 154, W",
        "47.040 (+/- 0) percent, 47.04, percent",
        "33.32 (+/- 0) unspecified, 33.32, unspecified",
        "0 (+/- 0) RPM, 0, RPM",
        "125000000.000 (+/- 0) Watts, 125000000, W",
        "1.2e+06 (+/- 0) RPM, 1200000, RPM",
        "12 (+/- 0) CFM, 12, CFM",
    })
    void readsNumberAndUnit(String reading, double number, String unit) {
        assertThat(listing(reading(reading)).sensors()).singleElement().satisfies(sensor -> {
            assertThat(sensor.reading()).isEqualTo(number);
            assertThat(sensor.unit()).isEqualTo(unit);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Disabled",
                "No Reading",
                "Not Available",
                "Not Readable",
                "Unable to read sensor: Device Not Present",
                "na",
                "ns",
                "0h",
                "0x01",
                "80h",
                "0x01 (+/- 0) discrete",
                "48",
                "(+/- 0) degrees C",
                "nan (+/- 0) RPM",
                "inf (+/- 0) RPM",
                "1e999 (+/- 0) RPM",
                "1_000 (+/- 0) RPM",
                "12V (+/- 0) Volts",
                "",
            })
    void passesOverWhatIsNoNumberWithAUnit(String reading) {
        SensorListing listing = listing(reading(reading));

        assertThat(listing.sensors()).isEmpty();
        assertThat(listing.tellsReadings()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Sensor Type (Analog)  : Temperature, Temperature",
        "Sensor Type (Threshold)  : Temperature (0x01), Temperature",
        "Sensor Type (Discrete): Power Supply (0x08), Power",
        "Sensor Type (Threshold)  : Unknown (0xee) (0xee), Unknown",
    })
    void readsTypesAsVersionsWriteThem(String line, String type) {
        assertThat(listing(paragraph("A", line, "1 (+/- 0) RPM")).sensors())
                .extracting(Sensor::type)
                .containsExactly(type);
    }

    @Test
    void tellsSensorsOfOneNameApartByTheirNumbers() {
        String two = paragraph("Temp (0xe)", "Sensor Type (Analog)  : Temperature", "40 (+/- 0) degrees C")
                + paragraph("Temp (0xf)", "Sensor Type (Analog)  : Temperature", "41 (+/- 0) degrees C");

        assertThat(names(listing(two))).containsExactly("Temp (0xe)", "Temp (0xf)");
    }

    @Test
    void takesTheLastOfTwoThatNothingTellsApart() {
        assertThat(listing(reading("40 (+/- 0) degrees C") + reading("41 (+/- 0) degrees C"))
                        .sensors())
                .singleElement()
                .satisfies(sensor -> assertThat(sensor.reading()).isEqualTo(41));
    }

    @Test
    void readsNamesOfAnyEncoding() {
        String text = paragraph("Kühler (0x6)", "Sensor Type (Analog)  : Temperature", "31 (+/- 0) degrees C");

        assertThat(names(listing(text, StandardCharsets.UTF_8))).containsExactly("Kühler (0x6)");
        assertThat(names(listing(text, StandardCharsets.ISO_8859_1))).containsExactly("Kühler (0x6)");
    }

    @Test
    void readsANameWithColonsAndControlCharacters() {
        String text = paragraph("PSU1: In\u0007 (0x6)", "Sensor Type (Analog)  : Voltage", "230 (+/- 0) Volts");

        assertThat(names(listing(text))).containsExactly("PSU1: In (0x6)");
    }

    @Test
    void readsLinesThatEndInTheMannerOfWindows() {
        assertThat(listing((THRESHOLD + DISCRETE + THRESHOLD).replace("\n", "\r\n"))
                        .sensors())
                .containsExactlyElementsOf(listing(THRESHOLD).sensors());
    }

    @Test
    void readsParagraphsThatNothingParts() {
        String text = THRESHOLD.strip() + "\n" + reading("40 (+/- 0) degrees C");

        assertThat(names(listing(text))).containsExactly("Fan Rear 2 (0x31)", "CPU Temp (0x1)");
    }

    /** 4920 must not become 49 of another unit. */
    @Test
    void takesNothingOfALineThatWasCutOff() {
        String whole =
                reading("40 (+/- 0) degrees C") + reading("4920 (+/- 120) RPM").replace("CPU", "DIMM");
        for (int end = 0; end <= whole.length(); end++) {
            assertThat(listing(whole.substring(0, end)).sensors())
                    .allMatch(sensor -> (sensor.unit().equals("C") && sensor.reading() == 40)
                            || (sensor.unit().equals("RPM") && sensor.reading() == 4920));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n\n",
                "Loading IANA PEN Registry...\n",
                "<html><body>502: Bad Gateway</body></html>\n",
                "Sensor Reading        : 12 (+/- 0) Volts\n",
                "Sensor ID              : x\n Sensor Reading        : 12 (+/- 0) Volts\n",
                "Sensor ID              : x\n Sensor Type (Analog)  : Fan\n",
                "Device ID              : RDSA\nEntity ID              : 40.0 (Battery 40.0)\n",
                ":::::\n:\n : \n",
            })
    void tellsWhatIsNoListOfSensors(String text) {
        SensorListing listing = listing(text);

        assertThat(listing.tellsReadings()).isFalse();
        assertThat(listing.sensors()).isEmpty();
    }

    @Test
    void passesOverLinesOfAnEndlessLength() {
        String text = paragraph("x".repeat(100_000), "Sensor Type (Analog)  : Fan", "1 (+/- 0) RPM") + THRESHOLD;

        assertThat(names(listing(text))).containsExactly("Fan Rear 2 (0x31)");
    }
}
