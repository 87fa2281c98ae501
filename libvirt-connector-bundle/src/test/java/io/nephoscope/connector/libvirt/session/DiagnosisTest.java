package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReport.State;
import io.nephoscope.connector.libvirt.HypervisorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisTest {

    private static final String URI = "qemu:///system";

    @Test
    void tellsToInstallTheMissingLibrary() {
        HealthReport report = Diagnosis.of(URI, new LibraryMissingException("libvirt.so.0 cannot be loaded"))
                .report();

        assertThat(report.state()).isEqualTo(State.WAITING);
        assertThat(report.message()).contains("libvirt.so.0");
        assertThat(report.remedy()).isEqualTo("apt-get install libvirt0");
    }

    @Test
    void takesABrokenLibraryForAMissingOne() {
        HealthReport report =
                Diagnosis.of(URI, new UnsatisfiedLinkError("libvirt-qemu.so.0")).report();

        assertThat(report.remedy()).isEqualTo("apt-get install libvirt0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to connect socket to '/var/run/libvirt/libvirt-sock-ro': Permission denied",
                "authentication unavailable: no polkit agent available to authenticate action",
                "Unable to get system bus connection: Could not connect"
            })
    void tellsToJoinTheGroupWhenAccessIsDenied(String message) {
        HealthReport report =
                Diagnosis.of(URI, new HypervisorException(message, true)).report();

        assertThat(report.state()).isEqualTo(State.FAILED);
        assertThat(report.message()).isEqualTo(URI + ": " + message);
        assertThat(report.remedy()).contains("group libvirt");
    }

    @Test
    void waitsForADaemonThatIsDown() {
        HealthReport report = Diagnosis.of(URI, new HypervisorException("Connection refused", true))
                .report();

        assertThat(report.state()).isEqualTo(State.WAITING);
        assertThat(report.remedy()).contains("start libvirtd");
    }

    @Test
    void isContentWhenConnected() {
        assertThat(Diagnosis.connected(URI).report().state()).isEqualTo(State.OK);
    }
}
