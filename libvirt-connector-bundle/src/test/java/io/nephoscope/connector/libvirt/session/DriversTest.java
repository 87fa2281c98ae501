package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.connector.libvirt.HypervisorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriversTest {

    private static final Transport.Opener OPENER = uri -> {
        throw new HypervisorException("opened " + uri);
    };

    @ParameterizedTest
    @CsvSource({
        "kvm, qemu:///system",
        "' qemu ', qemu:///system",
        "lxc, lxc:///",
        "parallels, parallels:///system",
        "uml, uml:///system",
        "xen, xen:///"
    })
    void areWhereTheirTypeIsByDefault(String type, String uri) {
        assertThat(Drivers.uri("", type)).isEqualTo(uri);
    }

    @Test
    void areWhereTheUriSays() {
        assertThat(Drivers.uri("test:///default", "lxc")).isEqualTo("test:///default");
        assertThatThrownBy(() -> Drivers.opener("lxc", OPENER).open("test:///default"))
                .hasMessage("opened test:///default");
    }

    @Test
    void areNotGuessedForATypeThatNobodyKnows() {
        assertThatThrownBy(() -> Drivers.opener("vmware", OPENER).open(Drivers.uri(" ", "vmware")))
                .isInstanceOf(HypervisorException.class)
                .hasMessage("type = vmware is none of kvm, lxc, parallels, qemu, uml, xen; set it, or uri");
    }
}
