package io.nephoscope.connector.libvirt.binding;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.connector.libvirt.session.LibraryMissingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {

    @Test
    void findsWhatDebiansLibvirt0Installs() {
        assertThatCode(NativeLibraries::require).doesNotThrowAnyException();
    }

    @Test
    void namesALibraryThatIsMissingEachTimeItIsAsked() {
        List<String> names = List.of("virt", "nephoscope-has-no-such-library");

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> NativeLibraries.require(names))
                    .isInstanceOf(LibraryMissingException.class)
                    .hasMessage("libnephoscope-has-no-such-library.so.0 cannot be loaded");
        }
    }
}
