package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriversTest {

    @ParameterizedTest
    @CsvSource({
        "kvm, qemu:///system",
        "qemu, qemu:///system",
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
    }

    @Test
    void haveTheTypesOfNova() {
        assertThat(Drivers.types()).containsExactly("kvm", "lxc", "parallels", "qemu", "uml", "xen");
    }
}
