package io.nephoscope.pollsters.ipmi;

import static io.nephoscope.pollsters.ipmi.FakeIpmitool.paragraph;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.testkit.FakeCycle;
import io.nephoscope.testkit.RecordingPoll;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class IpmiPollstersTest {

    private static final Resource NODE = Resource.of("compute-0");
    private static final String TEMPERATURE = "hardware.ipmi.temperature";
    private static final String POWER = "hardware.ipmi.power";
    private static final String[] ALL =
            List.of(IpmiMeter.values()).stream().map(IpmiMeter::meterName).toArray(String[]::new);

    @TempDir
    private Path folder;

    private FakeIpmitool ipmitool;
    private IpmiPollsters pollsters;
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void begin() throws Exception {
        ipmitool = new FakeIpmitool(folder)
                .listing(
                        paragraph("CPU Temp (0x1)", "Temperature (0x01)", "48 (+/- 0) degrees C"),
                        paragraph("Fan 1 (0x8)", "Fan (0x04)", "4800 (+/- 0) RPM")
                                + " Normal Maximum        : 10000.000\n",
                        paragraph("Duty (0x9)", "Fan (0x04)", "47.040 (+/- 0) percent"),
                        paragraph("+12V (0xd)", "Voltage (0x02)", "12 (+/- 0) Volts"),
                        paragraph("PSU1 (0x11)", "Current (0x03)", "2.800 (+/- 0) Amps"),
                        paragraph("Pwr Consumption (0x77)", "Current (0x03)", "154 (+/- 0) Watts"));
        configure();
    }

    private void configure(String... keysAndValues) {
        pollsters = new IpmiPollsters(ipmitool.properties(keysAndValues), () -> now);
    }

    /** A cycle in which one meter is polled. */
    private RecordingPoll poll(String name) throws Exception {
        return poll(name, new RecordingPoll(name), NODE);
    }

    private RecordingPoll poll(String name, RecordingPoll poll, Resource... resources) throws Exception {
        pollsters.pollsters().stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .orElseThrow()
                .pollster()
                .orElseThrow()
                .poll(List.of(resources), poll);
        return poll;
    }

    private HealthReport health() {
        assertThat(pollsters.health()).hasSize(1);
        return pollsters.health().iterator().next();
    }

    @Test
    void emitsEachMeterOfItsSensors() throws Exception {
        RecordingPoll poll = new RecordingPoll(ALL);

        for (String name : ALL) {
            poll(name, poll, NODE);
        }

        assertThat(poll.volumes())
                .containsExactly(
                        Map.entry("hardware.ipmi.temperature/compute-0-cpu_temp_(0x1)", 48.0),
                        Map.entry("hardware.ipmi.voltage/compute-0-+12v_(0xd)", 12.0),
                        Map.entry("hardware.ipmi.current/compute-0-psu1_(0x11)", 2.8),
                        Map.entry("hardware.ipmi.fan/compute-0-fan_1_(0x8)", 4800.0),
                        Map.entry("hardware.ipmi.fan/compute-0-duty_(0x9)", 47.04),
                        Map.entry("hardware.ipmi.power/compute-0-pwr_consumption_(0x77)", 154.0));
        assertThat(poll.samples)
                .extracting(sample -> sample.meter().unit())
                .containsExactly("C", "V", "Amps", "RPM", "percent", "W");
        assertThat(poll.samples.get(0).subject().metadata()).isEqualTo(Metadata.of(Map.of("node", "compute-0")));
        assertThat(poll.samples.get(3).subject().metadata().asMap())
                .isEqualTo(Map.of("node", "compute-0", "maximum_rpm", "10000.000"));
        assertThat(poll.samples.get(4).subject().metadata().asMap()).doesNotContainKey("maximum_rpm");
        assertThat(pollsters.health()).isEmpty();
    }

    @Test
    void runsIpmitoolOnceForAllMetersOfACycle() throws Exception {
        RecordingPoll poll = new RecordingPoll(ALL);

        for (String name : ALL) {
            poll(name, poll, NODE);
        }
        poll(TEMPERATURE);
        poll(POWER, new RecordingPoll(POWER, "hardware.ipmi.current", "cpu"), NODE);

        assertThat(ipmitool.calls()).containsExactly("sdr -v", "sdr -v type Temperature", "sdr -v type Current");
    }

    @Test
    void tellsABoardWithoutSensorsOfTheTypeFromOneThatFails() throws Exception {
        ipmitool.doing("exit 0");

        RecordingPoll poll = poll("hardware.ipmi.current");

        assertThat(poll.samples).isEmpty();
        assertThat(poll.failures).isEmpty();
    }

    @Test
    void keepsWhatWasListedWhenTheProgramFailedForTheRest() throws Exception {
        ipmitool.doing("cat <<'END'\n" + paragraph("A (0x1)", "Temperature", "48 (+/- 0) degrees C")
                + "END\necho 'ipmi_sdr_get_record() failed' >&2; exit 1");

        RecordingPoll poll = poll(TEMPERATURE);

        assertThat(poll.volumes()).hasSize(1);
        assertThat(poll.failures).isEmpty();
        assertThat(health().state()).isEqualTo(HealthReport.State.OK);
        assertThat(health().message())
                .endsWith("ipmitool ended with 1: ipmi_sdr_get_record() failed; what it listed counts all the same");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo noise >&2; echo bad >&2; echo worse >&2; exit 3 | ended with 3: bad; worse",
                "exit 1                                               | ended with 1",
                "echo '<html>'                                        | listed nothing that is a sensor with a reading",
                "yes 'Sensor ID : x'                                  | said more than 4194304 bytes, and was ended",
                "exec sleep 60                                        | did not answer within 1 s and was ended",
                "sleep 60 & wait                                      | did not answer within 1 s and was ended",
            })
    void tellsHowItFailed(String commands, String message) throws Exception {
        configure("timeout", "1");
        ipmitool.doing(commands);
        now = Instant.ofEpochSecond(7);

        RecordingPoll poll = poll(TEMPERATURE);

        assertThat(poll.samples).isEmpty();
        assertThat(poll.failures.get(NODE)).endsWith("ipmitool " + message);
        assertThat(health().state()).isEqualTo(HealthReport.State.FAILED);
        assertThat(health().since()).contains(now);
    }

    @Test
    void endsBeforeThePollsDeadlineAndTellsItInTheSameWordsEachTime() throws Exception {
        configure("polling.retry", "-1");
        ipmitool.doing("exec sleep 60");
        for (int left = 0; left < 600; left += 137) {
            RecordingPoll poll = new RecordingPoll(TEMPERATURE).within(Duration.ofMillis(left));

            assertThat(poll(TEMPERATURE, poll, NODE).failures.get(NODE))
                    .endsWith("ipmitool did not answer within the time of its poll and was ended");
        }
    }

    @ParameterizedTest
    @CsvSource({"No such file or directory,WAITING,ipmi_devintf", "Permission denied,FAILED,udev"})
    void tellsTheRemedyForADeviceThatCannotBeOpened(String cause, HealthReport.State state, String remedy)
            throws Exception {
        ipmitool.doing("echo 'Could not open device at /dev/ipmi0 or /dev/ipmi/0 or /dev/ipmidev/0: " + cause
                + "' >&2; exit 1");

        for (int round = 0; round < 10; round++) {
            assertThat(poll(TEMPERATURE).failures).hasSize(1);
        }

        assertThat(health().state()).isEqualTo(state);
        assertThat(health().remedy()).contains(remedy);
    }

    @Test
    void comesBackByItselfWhenIpmitoolIsThere() throws Exception {
        ipmitool.remove();
        for (int round = 0; round < 10; round++) {
            now = Instant.ofEpochSecond(round);
            assertThat(poll(TEMPERATURE).failures.get(NODE)).startsWith("there is no file ");
        }
        assertThat(health().state()).isEqualTo(HealthReport.State.WAITING);
        assertThat(health().remedy()).startsWith("install the package ipmitool");
        assertThat(health().since()).contains(Instant.EPOCH);

        ipmitool.listing(paragraph("A (0x1)", "Temperature", "48 (+/- 0) degrees C"));

        assertThat(poll(TEMPERATURE).volumes()).hasSize(1);
        assertThat(pollsters.health()).isEmpty();
    }

    @Test
    void restsAfterMoreFailuresInARowThanAreTolerated() throws Exception {
        ipmitool.doing("exit 1");

        for (int round = 1; round <= 3; round++) {
            assertThat(poll(TEMPERATURE).failures).as("round %s", round).containsOnlyKeys(NODE);
        }
        RecordingPoll fourth = poll(TEMPERATURE);

        assertThat(fourth.failures).isEmpty();
        assertThat(fourth.blacklist.get(NODE)).startsWith("failed 4 times in a row; ");
        assertThat(poll(POWER).blacklist).as("of another meter").isEmpty();
    }

    @Test
    void countsFromTheLastSuccess() throws Exception {
        for (int round = 0; round < 5; round++) {
            ipmitool.doing("exit 1");
            assertThat(poll(TEMPERATURE).blacklist).isEmpty();
            assertThat(poll(TEMPERATURE).blacklist).isEmpty();
            ipmitool.listing(paragraph("A (0x1)", "Temperature", "48 (+/- 0) degrees C"));
            assertThat(poll(TEMPERATURE).samples).hasSize(1);
        }
    }

    @Test
    void neverRestsWithANegativeNumber() throws Exception {
        configure("polling.retry", "-1");
        ipmitool.doing("exit 1");

        for (int round = 0; round < 10; round++) {
            assertThat(poll(TEMPERATURE).blacklist).isEmpty();
        }
    }

    @Test
    void restsAtTheFirstFailureWithZero() throws Exception {
        configure("polling.retry", "0");
        ipmitool.doing("exit 1");

        assertThat(poll(TEMPERATURE).blacklist).hasSize(1);
    }

    @Test
    void countsNoFailuresOfDryRuns() throws Exception {
        ipmitool.doing("exit 1");

        for (int round = 0; round < 10; round++) {
            FakeCycle cycle = new FakeCycle(TEMPERATURE).of("dry", CycleMode.DRY);
            assertThat(poll(TEMPERATURE, new RecordingPoll(cycle), NODE).blacklist)
                    .isEmpty();
        }
    }

    @Test
    void takesADeviceOfTheNetworkForNoNode() throws Exception {
        Resource device = Resource.of("snmp://public:secret@10.0.0.1");

        RecordingPoll poll = poll(TEMPERATURE, new RecordingPoll(TEMPERATURE), device, NODE);
        RecordingPoll other = poll(TEMPERATURE, new RecordingPoll(TEMPERATURE), device);

        assertThat(poll.volumes()).hasSize(1);
        assertThat(poll.failures.get(device))
                .startsWith("snmp://***@10.0.0.1 is not this host")
                .doesNotContain("secret");
        assertThat(other.samples).isEmpty();
        assertThat(ipmitool.calls()).hasSize(1);
    }

    @Test
    void handsOverThePasswordInTheEnvironmentAlone() throws Exception {
        configure("arguments", " -I lanplus  -H 10.0.0.2 -U admin ", "password", "sec ret");
        ipmitool.doing("echo \"RAKP $IPMI_PASSWORD $LC_ALL\" >&2; exit 1");

        RecordingPoll poll = poll(TEMPERATURE);

        assertThat(ipmitool.calls()).containsExactly("-I lanplus -H 10.0.0.2 -U admin -E sdr -v type Temperature");
        assertThat(poll.failures.get(NODE)).endsWith("ended with 1: RAKP *** C");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-P secret", "-I lan -Psecret", "-k secret", "-y 0102"})
    void readsNoOtherBoardWhileArgumentsAreRefusedForASecretAmongThem(String arguments) throws Exception {
        configure("arguments", arguments);

        assertThat(health().message())
                .contains("arguments: must not hold -P, -k or -y")
                .contains("nothing is done until it is corrected")
                .doesNotContain("secret");
        assertThat(poll(TEMPERATURE).failures.get(NODE)).contains("nothing is read until arguments");
        assertThat(ipmitool.calls()).isEmpty();
    }

    @Test
    void takesAnotherConfigurationWhileItRuns() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        FakeIpmitool second =
                new FakeIpmitool(other).listing(paragraph("A (0x1)", "Temperature", "1 (+/- 0) degrees C"));
        var before = List.copyOf(pollsters.pollsters());

        pollsters.modified(second.properties());

        assertThat(poll(TEMPERATURE).volumes().values()).containsExactly(1.0);
        assertThat(pollsters.pollsters()).isEqualTo(before);
    }
}
